package io.renwu.connector.redis.streams.source.config;

import io.renwu.connector.redis.streams.QueueRecord;
import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;

/** Reads an element of the job from a record of the queue. Called by one thread at a time. */
public interface QueueDeserializer<T> extends Serializable, ResultTypeQueryable<T> {
  /**
   * The element in a record.
   *
   * @throws IOException if the bytes are not an element; the job fails
   */
  T deserialize(QueueRecord record) throws IOException;

  /**
   * The element in a record; to be overridden if elements carry their position, for example for
   * {@link io.renwu.connector.redis.streams.failure.FailureLedger}.
   *
   * @param position of the record in its stream
   * @throws IOException if the bytes are not an element; the job fails
   */
  default T deserialize(QueueRecord record, long position) throws IOException {
    return deserialize(record);
  }

  /** The element's event time, epoch milliseconds, by which readers merge streams. */
  long eventTimeMillis(T element);
}
