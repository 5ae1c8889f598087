package io.renwu.connector.redis.streams;

/** How the records in a frame are compressed. */
public enum Compression {
  NONE(0),
  /** {@code java.util.zip.Deflater} at its fastest level. */
  DEFLATE(1);

  private final int code;

  Compression(int code) {
    this.code = code;
  }

  /** What it is called in a frame. */
  int code() {
    return code;
  }
}
