package io.renwu.connector.redis.streams;

/**
 * One record of the queue.
 *
 * @param stream where it belongs
 * @param offset its offset in the Kafka partition that it came from
 * @param receivedAtMillis when it was received, epoch milliseconds; carried along, never
 *     interpreted
 * @param value its bytes; not copied, not to be changed
 */
public record QueueRecord(StreamId stream, long offset, long receivedAtMillis, byte[] value) {
  @Override
  public String toString() {
    return stream + "@" + offset + " (" + value.length + " bytes)";
  }
}
