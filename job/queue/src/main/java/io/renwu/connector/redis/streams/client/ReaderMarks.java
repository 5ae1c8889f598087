package io.renwu.connector.redis.streams.client;

/**
 * The marks that the readers of a stream write.
 *
 * @param trimmed records up to this position may be gone
 * @param taken the position of the readers' last completed checkpoint
 */
public record ReaderMarks(long trimmed, long taken) {
  /** The marks of a stream before the first completed checkpoint. */
  public static final ReaderMarks NONE = new ReaderMarks(0, 0);
}
