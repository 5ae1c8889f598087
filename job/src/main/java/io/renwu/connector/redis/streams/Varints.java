package io.renwu.connector.redis.streams;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** LEB128: seven bits a byte, the lowest first, the high bit set on all but the last. */
final class Varints {
  private final ByteArrayOutputStream out;

  Varints(ByteArrayOutputStream out) {
    this.out = out;
  }

  void writeByte(int value) {
    out.write(value);
  }

  void writeBytes(byte[] bytes) {
    out.writeBytes(bytes);
  }

  void write(long value) {
    long left = value;
    while ((left & ~0x7FL) != 0) {
      out.write((int) ((left & 0x7F) | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }

  /** Zigzag: small numbers of either sign are short. */
  void writeSigned(long value) {
    write((value << 1) ^ (value >> 63));
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }

  static long read(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number has more than 64 bits");
  }

  static long readSigned(ByteBuffer in) {
    long value = read(in);
    return (value >>> 1) ^ -(value & 1);
  }
}
