package io.renwu.connector.redis.streams.source.reader;

/**
 * How far a stream was taken.
 *
 * @param position of the last record taken
 * @param receivedAtMillis of that record; 0 if none was taken since the reader began
 */
record TakenPosition(long position, long receivedAtMillis) {
  TakenPosition noLaterThan(long nowMillis) {
    return receivedAtMillis <= nowMillis ? this : new TakenPosition(position, nowMillis);
  }
}
