package io.renwu.codec;

import java.util.Arrays;

/** Writes the elements of {@link UserStateCodec}'s form. */
final class UserStateOutput {
  /** A number of 64 bits in groups of 7. */
  private static final int MOST_BYTES_OF_A_NUMBER = 10;

  private byte[] bytes;
  private int length;

  UserStateOutput() {
    this(256);
  }

  /**
   * @param capacity bytes that are likely to be written
   */
  UserStateOutput(int capacity) {
    this.bytes = new byte[capacity];
  }

  /** Makes room for exactly so many bytes more, the last ones, so that none has to be copied. */
  void expectRest(int more) {
    bytes = Arrays.copyOf(bytes, length + more);
  }

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
    setFixed(skip(size), value, size);
  }

  /** Writes the number of bytes, then the bytes. */
  void writeBytes(byte[] value) {
    writeUnsigned(value.length);
    writeAll(value);
  }

  /** Writes the bytes without their number. */
  void writeAll(byte[] value) {
    writeRange(value, 0, value.length);
  }

  /** Writes a part of other bytes. */
  void writeRange(byte[] from, int begin, int end) {
    reserve(end - begin);
    System.arraycopy(from, begin, bytes, length, end - begin);
    length += end - begin;
  }

  /** Writes a part of what another output holds. */
  void writeRange(UserStateOutput from, int begin, int end) {
    writeRange(from.bytes, begin, end);
  }

  /** Removes what was written behind a position. */
  void truncate(int position) {
    length = position;
  }

  /** The byte at a position, unsigned. */
  int byteAt(int position) {
    return bytes[position] & 0xFF;
  }

  /** The number in the bytes at a position, big-endian. */
  long fixedAt(int position, int size) {
    return new UserStateInput(bytes, position, position + size).readFixed(size);
  }

  /** Makes room for bytes that {@link #setFixed} writes; returns the position of the first. */
  int skip(int size) {
    reserve(size);
    length += size;
    return length - size;
  }

  /** Writes the lowest bytes of a number at a position, big-endian. */
  void setFixed(int position, long value, int size) {
    for (int i = 0; i < size; i++) {
      bytes[position + i] = (byte) (value >> ((size - 1 - i) * Byte.SIZE));
    }
  }

  /** The number of bytes written. */
  int length() {
    return length;
  }

  /** What was written; nothing must be written afterwards. */
  byte[] toByteArray() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }
}
