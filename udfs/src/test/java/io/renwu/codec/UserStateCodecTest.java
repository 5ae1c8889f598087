package io.renwu.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.engine.AwardState;
import io.renwu.engine.CancelLog;
import io.renwu.engine.DistinctValues;
import io.renwu.engine.ObjectiveState;
import io.renwu.engine.PendingClaim;
import io.renwu.engine.PeriodState;
import io.renwu.engine.RecentEvents;
import io.renwu.engine.RecentEvents.Slice;
import io.renwu.engine.StoredTasks;
import io.renwu.engine.StreakUnits;
import io.renwu.engine.TaskState;
import io.renwu.engine.UsageCounts;
import io.renwu.engine.UserState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserStateCodecTest {
  private static final long DAY = 20_779L << 2 | 1;

  /** The bytes of {@link #sample()} in version 1: what was saved once must stay readable. */
  private static final String GOLDEN_1 =
      "01"
          + "05808885b2c0680000000000000001fffffffffffffffff403fffffffffffffffe0000000000000002"
          + "02d4c40280d0eb88c06802c0edf8b1c068"
          + "02"
          + "0a0b0c0d0e0f04da920a03040102030408"
          + "ffffffffffff0b07ca920a"
          + "00ac020b0502fffffffe0605ac02064e000000000503547631"
          + "7f00000101020200c7"
          + "da920a010101";

  /** The bytes of {@link #fullSample()} in version 2. */
  private static final String GOLDEN_2 =
      "0205808885b2c0680000000000000001fffffffffffffffff403fffffffffffffffe00"
          + "0000000000000202d4c40280d0eb88c06802c0edf8b1c068020a0b0c0d0e0f08d6c402"
          + "0d080102030410ffffffffffff0f07ca920a01fffffffbda920a0201da920a01000402"
          + "0380e596b00d0500091701010180e596b00d050200030001000580e596b00d0502da92"
          + "0a07000000013c0105b8c302c4c402050800000000020702010f000205460254610002"
          + "5462010201f1";

  /** The bytes of {@link #fullSample()} in version 3. */
  private static final String GOLDEN_3 =
      "030902d4c40280d0eb88c06802c0edf8b1c068808885b2c0680000000000000001ffff"
          + "ffffffffffff00000000fffffffffffffffe0000000000000002000000fa0501010a0b"
          + "0c0d0e0fffffffffffff09e38a050d0801020304100f07ca920a01fffffffbda920a02"
          + "01da920a010004020380e596b00d058a05091701010180e596b00d0502000300010005"
          + "80e596b00d0502da920a07000000013c0105b8c302c4c402050800000000020702010f"
          + "0002054602546100025462010201f1";

  /** All that version 1 could hold. */
  private static UserState sample() {
    ObjectiveState count = new ObjectiveState(0x01020304, new BigDecimal("2"), null);
    ObjectiveState sum = new ObjectiveState(0x7F000001, new BigDecimal("19.9"), null);
    byte[] text = {'T', 'v', '1'};
    DistinctValues values = DistinctValues.of(300, List.of(new byte[] {'N', 0, 0, 0, 0, 5}, text));
    ObjectiveState distinct = new ObjectiveState(0xFFFFFFFE, new BigDecimal("1"), values);
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

  /** The same, and all that came with version 2. */
  private static UserState fullSample() {
    Instant time = Instant.ofEpochSecond(1_795_348_800L, 5);
    StreakUnits units =
        StreakUnits.of(
            20_700,
            List.of(new StreakUnits.Run(20_770, 20_775), new StreakUnits.Run(20_779, 20_779)));
    CancelLog log =
        CancelLog.of(
            70,
            List.of(
                new CancelLog.Entry(new byte[] {'T', 'a'}, null),
                new CancelLog.Entry(new byte[] {'T', 'b'}, new BigDecimal("-1.5"))));
    PeriodState period =
        new PeriodState(
            DAY,
            2,
            1,
            1,
            List.of(
                new ObjectiveState(1, new BigDecimal("7"), null, units, null),
                new ObjectiveState(2, new BigDecimal("1.5"), DistinctValues.NONE, null, log)),
            time,
            List.of(
                new AwardState(0, 3, 0, null, List.of()),
                new AwardState(1, 0, 2, time, List.of(DAY, -4L))));
    TaskState full =
        new TaskState(
            0xFFFFFFFFFFFFL,
            7,
            DAY - 8,
            List.of(period),
            new UsageCounts(List.of(new UsageCounts.Count(-5, DAY, 2))),
            List.of(new PendingClaim(DAY, 1, 0, 4, 2, 3, time)));
    List<TaskState> tasks = new ArrayList<>(sample().tasks().subList(0, 1));
    tasks.add(full);
    return UserState.of(sample().recentEvents(), tasks);
  }

  @Test
  void version1IsRead() {
    assertThat(UserStateCodec.decode(HexFormat.of().parseHex(GOLDEN_1))).isEqualTo(sample());
  }

  @Test
  void version2IsRead() {
    assertThat(UserStateCodec.decode(HexFormat.of().parseHex(GOLDEN_2))).isEqualTo(fullSample());
  }

  @Test
  void theFormOfVersion3IsFixed() {
    assertThat(HexFormat.of().formatHex(UserStateCodec.encode(fullSample()))).isEqualTo(GOLDEN_3);
    assertThat(UserStateCodec.decode(HexFormat.of().parseHex(GOLDEN_3))).isEqualTo(fullSample());
  }

  @Test
  void aCountingTaskTakesNoMoreThanSixteenBytes() {
    TaskState task = sample().tasks().get(0);
    TaskState other = new TaskState(task.task() + 1, 0, task.closedThrough(), task.periods());
    UserState one = UserState.of(RecentEvents.NONE, List.of(task));
    UserState two = UserState.of(RecentEvents.NONE, List.of(task, other));
    int empty = UserStateCodec.encode(UserState.empty()).length;
    int first = UserStateCodec.encode(one).length;
    assertThat(first - empty).isLessThanOrEqualTo(16);
    assertThat(UserStateCodec.encode(two).length - first).isLessThanOrEqualTo(16);
  }

  @Test
  void anEmptyStateStaysEmpty() {
    assertThat(UserStateCodec.decode(UserStateCodec.encode(UserState.empty())))
        .isSameAs(UserState.empty());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 255})
  void anUnknownVersionIsRefused(int version) {
    assertThatThrownBy(() -> UserStateCodec.decode(new byte[] {(byte) version, 0, 0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("user state of version " + version + ": this release reads versions 1 to 3");
  }

  @Test
  void bytesThatEndTooEarlyOrTooLateAreRefused() {
    byte[] whole = UserStateCodec.encode(fullSample());
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> UserStateCodec.decode(cut).tasks())
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

  @Test
  void aChangedStateIsWrittenAsIfItWereWrittenWhole() {
    for (long seed = 1; seed <= 2_000; seed++) {
      RandomState random = new RandomState(new Random(seed));
      List<TaskState> stored = random.tasks(random.random.nextInt(150));
      List<TaskState> changed = random.tasks(random.random.nextInt(9));
      UserState state = UserState.of(RecentEvents.NONE, stored);
      UserState read = UserStateCodec.decode(UserStateCodec.encode(state));
      UserState after = read.with(RecentEvents.NONE, changed);
      UserState whole = UserState.of(RecentEvents.NONE, after.tasks());
      assertThat(after.stored().size()).isEqualTo(stored.size());
      assertThat(UserStateCodec.encode(after))
          .as("seed %s", seed)
          .isEqualTo(UserStateCodec.encode(whole));
      TreeMap<Long, TaskState> expected = new TreeMap<>();
      stored.forEach(task -> expected.put(task.task(), task));
      changed.forEach(task -> expected.put(task.task(), task));
      assertThat(UserStateCodec.decode(UserStateCodec.encode(after)).tasks())
          .as("seed %s", seed)
          .isEqualTo(List.copyOf(expected.values()));
    }
  }

  @Test
  void tasksThatMayRefuseAreListed() {
    for (long seed = 1; seed <= 1_000; seed++) {
      List<TaskState> tasks = new RandomState(new Random(seed)).tasks(60);
      StoredTasks stored =
          UserStateCodec.decode(UserStateCodec.encode(UserState.of(RecentEvents.NONE, tasks)))
              .stored();
      int[] expected =
          IntStream.range(0, tasks.size()).filter(i -> tasks.get(i).mayRefuse()).toArray();
      assertThat(stored.refusing()).as("seed %s", seed).isEqualTo(expected);
    }
  }

  @Test
  void mutatedBytesAreAStateOrRefused() {
    byte[] whole = UserStateCodec.encode(fullSample());
    Random random = new Random(7);
    for (int i = 0; i < 200_000; i++) {
      byte[] mutated = whole.clone();
      for (int j = random.nextInt(4); j >= 0; j--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      }
      try {
        UserState state = UserStateCodec.decode(mutated);
        state.tasks();
        state.stored().refusing();
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageNotContaining("null");
      }
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
      return UserState.of(RecentEvents.of(slices(), events), tasks(random.nextInt(5)));
    }

    private List<Slice> slices() {
      TreeSet<Long> numbers = new TreeSet<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        numbers.add(any());
      }
      return numbers.stream().map(number -> new Slice(number, any())).toList();
    }

    /** Tasks of few different keys, by ascending key. */
    List<TaskState> tasks(int number) {
      TreeMap<Long, TaskState> tasks = new TreeMap<>();
      for (int i = 0; i < number; i++) {
        TaskState task = task();
        tasks.put(task.task(), task);
      }
      return List.copyOf(tasks.values());
    }

    private TaskState task() {
      List<PeriodState> periods = new ArrayList<>();
      TreeSet<Long> keys = new TreeSet<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        keys.add(any());
      }
      for (long key : keys) {
        List<ObjectiveState> held = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          held.add(held());
        }
        int version = (int) positive() & Integer.MAX_VALUE;
        periods.add(
            new PeriodState(
                key,
                version,
                positive(),
                random.nextInt(3),
                held,
                random.nextBoolean() ? null : time(),
                several(this::award)));
      }
      long closedThrough = random.nextBoolean() ? TaskState.NOTHING_CLOSED : any();
      return new TaskState(
          random.nextInt(3) == 0 ? random.nextLong() >>> 16 : random.nextInt(200),
          random.nextBoolean() ? 0 : positive(),
          closedThrough,
          periods,
          new UsageCounts(
              several(() -> new UsageCounts.Count(random.nextInt(), any(), positive()))),
          several(this::claim));
    }

    private <T> List<T> several(Supplier<T> element) {
      return random.nextBoolean() ? List.of() : List.of(element.get(), element.get());
    }

    private PendingClaim claim() {
      return new PendingClaim(any(), positive(), number(), number(), number(), number(), time());
    }

    private AwardState award() {
      return random.nextBoolean()
          ? new AwardState(number(), number(), number(), null, List.of())
          : new AwardState(number(), number(), number(), time(), several(this::any));
    }

    private StreakUnits units() {
      long from = random.nextInt();
      return StreakUnits.of(
          random.nextBoolean() ? StreakUnits.NO_FLOOR : from - 5,
          List.of(
              new StreakUnits.Run(from, from + random.nextInt(9)),
              new StreakUnits.Run(from + 20, from + 20)));
    }

    private CancelLog log() {
      return CancelLog.of(
          random.nextBoolean() ? 0 : positive(),
          several(
              () ->
                  new CancelLog.Entry(
                      new byte[] {'T', (byte) random.nextInt()},
                      random.nextBoolean() ? null : new BigDecimal(any()).stripTrailingZeros())));
    }

    private Instant time() {
      return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    }

    private int number() {
      return random.nextInt() >>> (1 + random.nextInt(31));
    }

    private ObjectiveState held() {
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
      return new ObjectiveState(
          random.nextInt(),
          amount.stripTrailingZeros(),
          random.nextBoolean()
              ? null
              : DistinctValues.of(random.nextBoolean() ? 0 : positive(), List.copyOf(values)),
          random.nextBoolean() ? null : units(),
          random.nextBoolean() ? null : log());
    }

    private long any() {
      return random.nextBoolean() ? positive() : -positive();
    }

    private long positive() {
      return random.nextLong() >>> (1 + random.nextInt(63));
    }
  }
}
