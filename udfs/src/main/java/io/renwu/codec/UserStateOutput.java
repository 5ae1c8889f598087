package io.renwu.codec;

import java.io.ByteArrayOutputStream;

/** Writes the elements of {@link UserStateCodec}'s form. */
final class UserStateOutput {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);

  void writeByte(int value) {
    bytes.write(value);
  }

  void writeUnsigned(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }

  void writeSigned(long value) {
    writeUnsigned((value << 1) ^ (value >> 63));
  }

  /** The lowest bytes of a number, big-endian. */
  void writeFixed(long value, int length) {
    for (int shift = (length - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      bytes.write((int) (value >> shift));
    }
  }

  /** The bytes after their number. */
  void writeBytes(byte[] value) {
    writeUnsigned(value.length);
    bytes.writeBytes(value);
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
