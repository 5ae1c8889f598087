package io.renwu.connector.redis.streams.sink;

import io.renwu.connector.redis.streams.QueueRecord;
import java.io.Serializable;

/**
 * Converts an element to a record of the queue. All elements of one stream must reach one subtask
 * of the sink, in the order of their offsets.
 */
@FunctionalInterface
public interface RedisStreamsRecordSerializer<T> extends Serializable {
  QueueRecord serialize(T element);
}
