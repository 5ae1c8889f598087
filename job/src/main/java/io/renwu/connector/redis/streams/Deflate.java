package io.renwu.connector.redis.streams;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Raw deflate streams. */
final class Deflate {
  /** No entry comes near it; a length above it is an error, not a reason to run out of memory. */
  private static final int MAX_RAW_BYTES = 256 << 20;

  private Deflate() {}

  static byte[] pack(byte[] raw) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(raw);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length / 2 + 16);
      byte[] chunk = new byte[8192];
      while (!deflater.finished()) {
        out.write(chunk, 0, deflater.deflate(chunk));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  /** Reads the raw length and the stream behind it, to the end of the buffer. */
  static ByteBuffer unpack(ByteBuffer in) {
    long rawLength = Varints.read(in);
    if (rawLength < 0 || rawLength > MAX_RAW_BYTES) {
      throw new IllegalArgumentException("its raw length is " + rawLength);
    }
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(in);
      byte[] raw = new byte[(int) rawLength];
      int length = 0;
      while (length < raw.length) {
        int got = inflater.inflate(raw, length, raw.length - length);
        if (got == 0) {
          throw new IllegalArgumentException("its records are shorter than its raw length");
        }
        length += got;
      }
      return ByteBuffer.wrap(raw);
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("its records are not deflated: " + e.getMessage(), e);
    } finally {
      inflater.end();
    }
  }
}
