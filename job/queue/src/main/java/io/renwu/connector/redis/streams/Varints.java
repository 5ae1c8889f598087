package io.renwu.connector.redis.streams;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A growing buffer of bytes and LEB128 numbers: seven bits a byte, the lowest first, the high bit
 * set on all but the last byte. Not thread-safe.
 */
final class Varints {
  /** The maximum length of one number. */
  static final int MAX_BYTES = 10;

  private byte[] bytes;
  private int length;

  /**
   * Creates an empty buffer.
   *
   * @param expected the expected length, bytes
   */
  Varints(int expected) {
    this.bytes = new byte[expected];
  }

  void writeByte(int value) {
    require(1);
    bytes[length++] = (byte) value;
  }

  void writeBytes(byte[] extra, int count) {
    require(count);
    System.arraycopy(extra, 0, bytes, length, count);
    length += count;
  }

  /** Four bytes, the highest first. */
  void writeInt(int value) {
    writeByte(value >>> 24);
    writeByte(value >>> 16);
    writeByte(value >>> 8);
    writeByte(value);
  }

  void write(long value) {
    require(MAX_BYTES);
    long left = value;
    while ((left & ~0x7FL) != 0) {
      bytes[length++] = (byte) ((left & 0x7F) | 0x80);
      left >>>= 7;
    }
    bytes[length++] = (byte) left;
  }

  /** Zigzag: small numbers of either sign are short. */
  void writeSigned(long value) {
    write((value << 1) ^ (value >> 63));
  }

  private void require(int extra) {
    if (bytes.length - length < extra) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + extra));
    }
  }

  /** The buffer itself, not a copy; the first {@link #length} bytes are written. */
  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
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
