package io.renwu.connector.redis.streams;

/** How the records in a frame are compressed. The ordinal is part of the format. */
public enum Compression {
  NONE,
  /** {@code java.util.zip.Deflater} at its fastest level. */
  DEFLATE
}
