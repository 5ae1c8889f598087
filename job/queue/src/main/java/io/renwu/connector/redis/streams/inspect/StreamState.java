package io.renwu.connector.redis.streams.inspect;

/** The state of a stream in one word. */
public enum StreamState {
  /** No record waits. */
  DRAINED,
  /** Records wait for the readers, or for their next checkpoint. */
  WAITING,
  /** Records wait, and reading is paused. */
  PAUSED,
  /** So many records wait that writers wait, too; Kafka keeps the rest. */
  FULL,
  /** The stream's keys contradict each other; {@link QueueDoctor} reports how. */
  BROKEN
}
