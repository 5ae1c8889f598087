package io.renwu.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.engine.DistinctValues;
import io.renwu.engine.Held;
import io.renwu.engine.PeriodState;
import io.renwu.engine.RecentEvents;
import io.renwu.engine.RecentEvents.Slice;
import io.renwu.engine.TaskState;
import io.renwu.engine.UserState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserStateCodecTest {
  private static final long DAY = 20_779L << 2 | 1;

  /**
   * The bytes of {@link #sample()} in version 1: states that were saved once must stay readable.
   */
  private static final String GOLDEN =
      "01"
          + "05808885b2c0680000000000000001fffffffffffffffff403fffffffffffffffe0000000000000002"
          + "02d4c40280d0eb88c06802c0edf8b1c068"
          + "02"
          + "0a0b0c0d0e0f04da920a03040102030408"
          + "ffffffffffff0b07ca920a"
          + "00ac020b0502fffffffe0605ac02064e000000000503547631"
          + "7f00000101020200c7"
          + "da920a010101";

  private static UserState sample() {
    Held count = new Held(0x01020304, new BigDecimal("2"), null);
    Held sum = new Held(0x7F000001, new BigDecimal("19.9"), null);
    byte[] text = {'T', 'v', '1'};
    DistinctValues values = DistinctValues.of(300, List.of(new byte[] {'N', 0, 0, 0, 0, 5}, text));
    Held distinct = new Held(0xFFFFFFFE, new BigDecimal("1"), values);
    return UserState.of(
        RecentEvents.of(
            List.of(new Slice(20_778, 1_795_305_600_000L), new Slice(20_779, 1_795_348_700_000L)),
            List.of(
                new RecentEvents.Entry(1, -1, 1_795_348_800_000L),
                new RecentEvents.Entry(-2, 2, 1_795_348_800_250L))),
        List.of(
            new TaskState(
                0x0A0B0C0D0E0FL,
                0,
                TaskState.NOTHING_CLOSED,
                List.of(new PeriodState(DAY, 3, 0, 0, List.of(count)))),
            new TaskState(
                0xFFFFFFFFFFFFL,
                7,
                DAY - 8,
                List.of(
                    new PeriodState(0, 300, 5, 2, List.of(distinct, sum)),
                    new PeriodState(DAY, 1, 1, 0, List.of())))));
  }

  @Test
  void theFormOfVersion1IsFixed() {
    assertThat(HexFormat.of().formatHex(UserStateCodec.encode(sample()))).isEqualTo(GOLDEN);
    assertThat(UserStateCodec.decode(HexFormat.of().parseHex(GOLDEN))).isEqualTo(sample());
  }

  @Test
  void oneCountingTaskOfADayTakesTwentyBytes() {
    UserState empty = UserState.empty();
    UserState one = UserState.of(RecentEvents.NONE, List.of(sample().tasks().get(0)));
    int header = UserStateCodec.encode(empty).length;
    assertThat(UserStateCodec.encode(one).length - header).isLessThanOrEqualTo(20);
  }

  @Test
  void anEmptyStateStaysEmpty() {
    assertThat(UserStateCodec.decode(UserStateCodec.encode(UserState.empty())))
        .isSameAs(UserState.empty());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 255})
  void anUnknownVersionIsRefused(int version) {
    assertThatThrownBy(() -> UserStateCodec.decode(new byte[] {(byte) version, 0, 0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("user state of version " + version + ": this release reads version 1");
  }

  @Test
  void bytesThatEndTooEarlyOrTooLateAreRefused() {
    byte[] whole = UserStateCodec.encode(sample());
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> UserStateCodec.decode(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> UserStateCodec.decode(Arrays.copyOf(whole, whole.length + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 bytes after a user state");
  }

  @Test
  void whatIsWrittenIsRead() {
    for (long seed = 1; seed <= 5_000; seed++) {
      UserState state = new RandomState(new Random(seed)).state();
      byte[] bytes = UserStateCodec.encode(state);
      UserState read = UserStateCodec.decode(bytes);
      assertThat(read).as("seed %s", seed).isEqualTo(state);
      assertThat(UserStateCodec.encode(read)).as("seed %s", seed).isEqualTo(bytes);
    }
  }

  /** States with small, large and extreme numbers. */
  private record RandomState(Random random) {
    UserState state() {
      List<RecentEvents.Entry> events = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        events.add(new RecentEvents.Entry(random.nextLong(), random.nextLong(), any()));
      }
      events.sort(null);
      List<TaskState> tasks = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        tasks.add(task());
      }
      return UserState.of(RecentEvents.of(slices(), events), tasks);
    }

    private List<Slice> slices() {
      TreeSet<Long> numbers = new TreeSet<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        numbers.add(any());
      }
      return numbers.stream().map(number -> new Slice(number, any())).toList();
    }

    private TaskState task() {
      List<PeriodState> periods = new ArrayList<>();
      TreeSet<Long> keys = new TreeSet<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        keys.add(any());
      }
      for (long key : keys) {
        List<Held> held = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          held.add(held());
        }
        int version = (int) positive() & Integer.MAX_VALUE;
        periods.add(new PeriodState(key, version, positive(), random.nextInt(3), held));
      }
      long closedThrough = random.nextBoolean() ? TaskState.NOTHING_CLOSED : any();
      return new TaskState(random.nextLong() >>> 16, positive(), closedThrough, periods);
    }

    private Held held() {
      BigDecimal amount =
          switch (random.nextInt(3)) {
            case 0 -> BigDecimal.valueOf(random.nextInt(2000));
            case 1 -> BigDecimal.valueOf(positive());
            default -> new BigDecimal(new BigInteger(120, random), random.nextInt(60) - 30);
          };
      TreeSet<byte[]> values = new TreeSet<>(Arrays::compareUnsigned);
      for (int i = random.nextInt(4); i > 0; i--) {
        byte[] value = new byte[1 + random.nextInt(16)];
        random.nextBytes(value);
        values.add(value);
      }
      return new Held(
          random.nextInt(),
          amount.stripTrailingZeros(),
          random.nextBoolean()
              ? null
              : DistinctValues.of(random.nextBoolean() ? 0 : positive(), List.copyOf(values)));
    }

    private long any() {
      return random.nextBoolean() ? positive() : -positive();
    }

    private long positive() {
      return random.nextLong() >>> (1 + random.nextInt(63));
    }
  }
}
