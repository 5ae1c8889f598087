package io.renwu.connector.redis.streams;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Raw deflate streams. */
final class Deflate {
  private Deflate() {}

  /** Compresses bytes; null if they get no shorter. */
  static byte @Nullable [] pack(byte[] raw, int length) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(raw, 0, length);
      deflater.finish();
      byte[] out = new byte[length];
      int packed = deflater.deflate(out);
      return deflater.finished() ? Arrays.copyOf(out, packed) : null;
    } finally {
      deflater.end();
    }
  }

  static byte[] unpack(byte[] packed, int from, int length, int rawLength) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed, from, length);
      byte[] raw = new byte[rawLength];
      int filled = 0;
      while (filled < raw.length) {
        int inflated = inflater.inflate(raw, filled, raw.length - filled);
        if (inflated == 0) {
          throw new IllegalArgumentException("its records are shorter than its raw length");
        }
        filled += inflated;
      }
      return raw;
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("its records are not deflated: " + e.getMessage(), e);
    } finally {
      inflater.end();
    }
  }
}
