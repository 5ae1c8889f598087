package io.renwu.connector.redis.streams.sink;

import io.renwu.connector.redis.streams.QueueRecord;
import java.io.Serializable;

/**
 * Says where in the queue an element goes. All elements of one stream must come to one subtask of
 * the sink, in the order of their offsets.
 */
@FunctionalInterface
public interface RedisStreamsRecordSerializer<T> extends Serializable {
  QueueRecord serialize(T element);
}
