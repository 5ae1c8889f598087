package io.renwu.codec;

import java.util.Arrays;

/** Writes the elements of {@link UserStateCodec}'s form. */
final class UserStateOutput {
  /** A number of 64 bits in groups of 7. */
  private static final int MOST_BYTES_OF_A_NUMBER = 10;

  private byte[] bytes = new byte[256];
  private int length;

  /** Makes room for more bytes. */
  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }

  void writeByte(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  void writeUnsigned(long value) {
    reserve(MOST_BYTES_OF_A_NUMBER);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  void writeSigned(long value) {
    writeUnsigned((value << 1) ^ (value >> 63));
  }

  /** The lowest bytes of a number, big-endian. */
  void writeFixed(long value, int size) {
    reserve(size);
    for (int shift = (size - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      bytes[length++] = (byte) (value >> shift);
    }
  }

  /** Writes the number of bytes, then the bytes. */
  void writeBytes(byte[] value) {
    writeUnsigned(value.length);
    writeAll(value);
  }

  /** Writes the bytes without their number. */
  void writeAll(byte[] value) {
    reserve(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }
}
