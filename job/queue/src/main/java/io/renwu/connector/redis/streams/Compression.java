package io.renwu.connector.redis.streams;

import org.jspecify.annotations.Nullable;

/** How the records in a frame are compressed. */
public enum Compression {
  NONE(0),
  /** {@code java.util.zip.Deflater} at its fastest level. */
  DEFLATE(1),
  /**
   * Zstandard at level 1: smaller than {@link #DEFLATE}, at less than half of its work. Needs
   * zstd-jni, which comes with Kafka's client, and one of the machines that it has a library for.
   */
  ZSTD(2);

  private final int code;

  Compression(int code) {
    this.code = code;
  }

  /** What it is called in a frame. */
  int code() {
    return code;
  }

  /**
   * What a frame calls it.
   *
   * @throws IllegalArgumentException if no compression has that code
   */
  static Compression ofCode(int code) {
    for (Compression compression : values()) {
      if (compression.code == code) {
        return compression;
      }
    }
    throw new IllegalArgumentException("its flags are " + code);
  }

  /** The first bytes of an array, compressed; null if that makes them no shorter. */
  byte @Nullable [] pack(byte[] raw, int length) {
    byte[] packed =
        switch (this) {
          case NONE -> null;
          case DEFLATE -> Deflate.pack(raw, length);
          case ZSTD -> Zstandard.pack(raw, length);
        };
    return packed == null || packed.length >= length ? null : packed;
  }

  /**
   * What {@link #pack} was given.
   *
   * @throws IllegalArgumentException if it was not given that many bytes
   */
  byte[] unpack(byte[] packed, int from, int length, int rawLength) {
    return switch (this) {
      case NONE -> throw new IllegalStateException("nothing to unpack");
      case DEFLATE -> Deflate.unpack(packed, from, length, rawLength);
      case ZSTD -> Zstandard.unpack(packed, from, length, rawLength);
    };
  }
}
