package io.renwu.function;

import io.renwu.codec.UserStateCodec;
import io.renwu.engine.UserState;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The stored value of one user.
 *
 * <pre>
 * value = 1 (1 bit), time of the timer (63 bits, epoch milliseconds), mark (4 bytes), state
 * before the mark was stored: time of the timer (8 bytes), state
 * </pre>
 *
 * @param timerMillis when the user's state is next expired, or {@link #NO_TIMER}
 * @param expiryMark {@link io.renwu.engine.TaskEngine#expiryMark} when it was stored; null before
 *     it was part of the value
 */
record UserValue(long timerMillis, @Nullable Integer expiryMark, UserState state) {
  static final long NO_TIMER = Long.MAX_VALUE;

  static final UserValue EMPTY = new UserValue(NO_TIMER, null, UserState.empty());

  static UserValue decode(byte @Nullable [] bytes) {
    if (bytes == null) {
      return EMPTY;
    }
    long first = ByteBuffer.wrap(bytes).getLong();
    return first >= 0
        ? new UserValue(first, null, UserStateCodec.decode(bytes, Long.BYTES))
        : new UserValue(
            first & Long.MAX_VALUE,
            ByteBuffer.wrap(bytes).getInt(Long.BYTES),
            UserStateCodec.decode(bytes, Long.BYTES + Integer.BYTES));
  }

  /** The value after its timer has fired: a new one is needed for all tasks. */
  UserValue withoutTimer() {
    return new UserValue(NO_TIMER, null, state);
  }

  static byte[] encode(long timerMillis, int expiryMark, UserState state) {
    ByteBuffer before = ByteBuffer.allocate(Long.BYTES + Integer.BYTES);
    before.putLong(timerMillis | Long.MIN_VALUE).putInt(expiryMark);
    return UserStateCodec.encode(before.array(), state);
  }
}
