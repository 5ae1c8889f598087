package io.renwu.codec;

import io.renwu.engine.UserState;

/** The bytes of a user's state. */
public final class UserStateCodec {
  private UserStateCodec() {}

  public static byte[] encode(UserState state) {
    return new byte[] {1};
  }

  public static UserState decode(byte[] bytes) {
    return UserState.empty();
  }
}
