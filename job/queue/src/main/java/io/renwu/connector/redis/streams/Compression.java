package io.renwu.connector.redis.streams;

import org.jspecify.annotations.Nullable;

/** How the records in a frame are compressed. */
public enum Compression {
  NONE(0),
  /** {@code java.util.zip.Deflater} at its fastest level. */
  DEFLATE(1),
  /**
   * Zstandard at level 1: smaller than {@link #DEFLATE}, for less than half of the CPU time. Needs
   * zstd-jni, a dependency of Kafka's client, with a native library for the machine.
   */
  ZSTD(2);

  private final int code;

  Compression(int code) {
    this.code = code;
  }

  /** Its code in a frame. */
  int code() {
    return code;
  }

  /**
   * The compression of a code.
   *
   * @throws IllegalArgumentException if no compression has that code
   */
  static Compression ofCode(int code) {
    for (Compression compression : values()) {
      if (compression.code == code) {
        return compression;
      }
    }
    throw new IllegalArgumentException(
        "its flags are " + code + ", expected the code of a compression");
  }

  /** Compresses the first bytes of an array; null if that makes them no shorter. */
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
   * Restores the bytes that {@link #pack} compressed.
   *
   * @throws IllegalArgumentException if they are not {@code rawLength} bytes
   */
  byte[] unpack(byte[] packed, int from, int length, int rawLength) {
    return switch (this) {
      case NONE -> throw new IllegalStateException("nothing to unpack");
      case DEFLATE -> Deflate.unpack(packed, from, length, rawLength);
      case ZSTD -> Zstandard.unpack(packed, from, length, rawLength);
    };
  }
}
