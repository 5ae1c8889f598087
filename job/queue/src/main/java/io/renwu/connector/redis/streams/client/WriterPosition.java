package io.renwu.connector.redis.streams.client;

/**
 * How far a stream's writers came.
 *
 * @param appended the position of the last record in the stream; where its entries are gone but not
 *     its mark, the position that its readers had taken
 * @param seen everything up to this position is in the stream or has no place there; 0 if that is
 *     not known
 */
public record WriterPosition(long appended, long seen) {
  /** A stream that was never written. */
  public static final WriterPosition NONE = new WriterPosition(0, 0);

  /** Nothing up to this position is missing. */
  public long position() {
    return Math.max(appended, seen);
  }
}
