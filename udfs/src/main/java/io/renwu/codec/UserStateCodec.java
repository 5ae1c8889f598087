package io.renwu.codec;

import io.renwu.engine.UserState;

/**
 * Encodes a user's state: the format version, then what {@link UserStateWriter} writes.
 *
 * <p>Numbers without a length are LEB128 varints, signed ones zigzag; where a length in bytes is
 * given they are big-endian. Equal states have equal bytes. Stateless; thread-safe.
 */
public final class UserStateCodec {
  private UserStateCodec() {}

  public static byte[] encode(UserState state) {
    return encode(new byte[0], state);
  }

  /** The bytes of a state, after others. */
  public static byte[] encode(byte[] before, UserState state) {
    UserStateOutput out = new UserStateOutput();
    out.writeAll(before);
    out.writeByte(StateFormat.VERSION);
    new UserStateWriter(out).write(state);
    return out.toByteArray();
  }

  /**
   * Decodes what {@link #encode} wrote, in this or an earlier release. Each task is decoded when it
   * is asked for, and what is wrong within its bytes is found then.
   *
   * @param bytes must not be modified afterwards
   * @throws IllegalArgumentException if the bytes are of an unknown version, cut off, or followed
   *     by others
   */
  public static UserState decode(byte[] bytes) {
    return decode(bytes, 0);
  }

  /**
   * Reads a state that follows other bytes.
   *
   * @param bytes must not be modified afterwards: tasks are decoded when they are asked for
   * @param from the first byte of the state
   * @throws IllegalArgumentException as {@link #decode(byte[])}
   */
  public static UserState decode(byte[] bytes, int from) {
    UserStateInput in = new UserStateInput(bytes, from, bytes.length);
    int version = in.readByte();
    if (version < 1 || version > StateFormat.VERSION) {
      throw new IllegalArgumentException(
          "user state of version "
              + version
              + ": this release reads versions 1 to "
              + StateFormat.VERSION);
    }
    return UserStateInput.checked(() -> new UserStateReader(in, version).read(bytes));
  }
}
