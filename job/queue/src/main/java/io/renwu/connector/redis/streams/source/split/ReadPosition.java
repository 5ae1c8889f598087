package io.renwu.connector.redis.streams.source.split;

/**
 * How far a stream was consumed.
 *
 * @param position of the last consumed record
 * @param receivedAtMillis of that record, epoch milliseconds; 0 if that is not known
 */
public record ReadPosition(long position, long receivedAtMillis) {
  /** This position, received no later than the given time. */
  public ReadPosition noLaterThan(long nowMillis) {
    return receivedAtMillis <= nowMillis ? this : new ReadPosition(position, nowMillis);
  }
}
