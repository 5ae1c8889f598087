package io.renwu.codec;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Reads the elements of {@link UserStateCodec}'s form. */
final class UserStateInput {
  private final byte[] bytes;
  private final int end;
  private int position;

  /**
   * @param from the position of the first byte to read
   * @param end the position after the last one
   */
  UserStateInput(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.position = from;
    this.end = end;
  }

  /** The position of the next byte. */
  int position() {
    return position;
  }

  /** Skips bytes; returns the position of the first. */
  int skip(long size) {
    int from = position;
    position += count(size);
    return from;
  }

  int readByte() {
    if (position == end) {
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
    if (elements < 0 || elements > end - position) {
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

  /** Reads elements one after the other. */
  <T> List<T> list(long elements, Supplier<T> element) {
    int size = count(elements);
    if (size <= 1) {
      return size == 0 ? List.of() : List.of(element.get());
    }
    List<T> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(element.get());
    }
    return list;
  }

  /**
   * Reads a part of a state.
   *
   * @throws IllegalArgumentException also for numbers that no state can have
   */
  static <T> T checked(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ArithmeticException | DateTimeException impossible) {
      throw new IllegalArgumentException("user state with an impossible number", impossible);
    }
  }

  void expectEnd() {
    if (position != end) {
      throw new IllegalArgumentException((end - position) + " bytes after a user state");
    }
  }
}
