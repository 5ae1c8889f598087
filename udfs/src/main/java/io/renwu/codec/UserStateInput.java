package io.renwu.codec;

import java.util.Arrays;

/** Reads the elements of {@link UserStateCodec}'s form. */
final class UserStateInput {
  private final byte[] bytes;
  private int position;

  /**
   * @param from the first byte that is read
   */
  UserStateInput(byte[] bytes, int from) {
    this.bytes = bytes;
    this.position = from;
  }

  int readByte() {
    if (position == bytes.length) {
      throw new IllegalArgumentException("user state cut off after " + position + " bytes");
    }
    return bytes[position++] & 0xFF;
  }

  long readUnsigned() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = readByte();
      value |= (next & 0x7FL) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IllegalArgumentException("no number ends before byte " + position);
  }

  long readSigned() {
    long value = readUnsigned();
    return (value >>> 1) ^ -(value & 1);
  }

  int readInt() {
    long value = readUnsigned();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("number out of range before byte " + position);
    }
    return (int) value;
  }

  /** Checks that the remaining bytes can hold a number of elements. */
  int count(long elements) {
    if (elements < 0 || elements > bytes.length - position) {
      throw new IllegalArgumentException("user state cut off within " + elements + " elements");
    }
    return (int) elements;
  }

  long readFixed(int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = (value << Byte.SIZE) | readByte();
    }
    return value;
  }

  byte[] readBytes() {
    int length = count(readUnsigned());
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  void expectEnd() {
    if (position != bytes.length) {
      throw new IllegalArgumentException((bytes.length - position) + " bytes after a user state");
    }
  }
}
