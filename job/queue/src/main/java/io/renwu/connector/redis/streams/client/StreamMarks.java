package io.renwu.connector.redis.streams.client;

/**
 * What the readers of a stream left behind.
 *
 * @param trimmed everything up to this position may be gone from the stream
 * @param taken the position of the last completed checkpoint
 */
public record StreamMarks(long trimmed, long taken) {
  /** A stream that no reader has completed a checkpoint on. */
  public static final StreamMarks NONE = new StreamMarks(0, 0);
}
