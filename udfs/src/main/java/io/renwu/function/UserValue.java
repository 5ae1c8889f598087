package io.renwu.function;

import io.renwu.codec.UserStateCodec;
import io.renwu.engine.UserState;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The stored value of one user: the time of the timer (8 bytes, epoch milliseconds, big-endian) and
 * the encoded state.
 *
 * @param timerMillis when the user's state is next expired, or {@link #NO_TIMER}
 */
record UserValue(long timerMillis, UserState state) {
  static final long NO_TIMER = Long.MAX_VALUE;

  private static final UserValue EMPTY = new UserValue(NO_TIMER, UserState.empty());

  static UserValue decode(byte @Nullable [] bytes) {
    return bytes == null
        ? EMPTY
        : new UserValue(ByteBuffer.wrap(bytes).getLong(), UserStateCodec.decode(bytes, Long.BYTES));
  }

  byte[] encode() {
    return UserStateCodec.encode(
        ByteBuffer.allocate(Long.BYTES).putLong(timerMillis).array(), state);
  }
}
