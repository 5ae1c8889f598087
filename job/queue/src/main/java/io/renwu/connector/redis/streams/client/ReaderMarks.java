package io.renwu.connector.redis.streams.client;

/**
 * What the readers of a stream left behind.
 *
 * @param trimmed everything up to this position may be gone from the stream
 * @param taken the position of the last completed checkpoint
 */
public record ReaderMarks(long trimmed, long taken) {
  /** A stream that no reader has completed a checkpoint on. */
  public static final ReaderMarks NONE = new ReaderMarks(0, 0);
}
