package io.renwu.connector.redis.streams.client;

/**
 * The position that the writers of a stream have reached.
 *
 * @param appended the position of the last record in the stream; if the entries are lost but not
 *     the mark, the position that the readers had taken
 * @param seen every record up to this position is in the stream or does not belong there; 0 =
 *     unknown
 */
public record WriterPosition(long appended, long seen) {
  /** A stream that was never written. */
  public static final WriterPosition NONE = new WriterPosition(0, 0);

  /** The position up to which no record is missing. */
  public long position() {
    return Math.max(appended, seen);
  }
}
