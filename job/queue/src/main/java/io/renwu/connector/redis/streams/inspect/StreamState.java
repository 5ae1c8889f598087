package io.renwu.connector.redis.streams.inspect;

/** What a stream does, in a word. */
public enum StreamState {
  /** Nothing waits. */
  DRAINED,
  /** Records wait for the readers' next checkpoint, or for the readers. */
  WAITING,
  /** Records wait, and the rate is paused. */
  PAUSED,
  /** So many wait that writers hold; Kafka keeps the rest. */
  FULL,
  /** Its keys do not fit together; the doctor says why. */
  BROKEN
}
