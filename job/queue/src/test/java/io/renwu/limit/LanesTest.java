package io.renwu.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final double UNCAPPED = Double.POSITIVE_INFINITY;

  private static Lanes lanes(double floor, int strict, double... weights) {
    List<Lane> lanes = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      lanes.add(new Lane("lane" + i, weights[i], i == strict, UNCAPPED));
    }
    return new Lanes(lanes, floor);
  }

  /** The shares of leased tokens over many turns, with constant wants. */
  private static double[] leased(Lanes lanes, long budget, long... wants) {
    LaneShares shares = new LaneShares(lanes);
    double[] sums = new double[lanes.count()];
    for (int turn = 0; turn < 10_000; turn++) {
      long[] split = shares.split(budget, wants);
      for (int i = 0; i < split.length; i++) {
        sums[i] += split[i] / (10_000.0 * budget);
      }
    }
    return sums;
  }

  /** The shares of records that a reader passes, with some lanes empty. */
  private static double[] read(Lanes lanes, boolean... empty) {
    LaneTurns turns = new LaneTurns(lanes);
    double[] sums = new double[lanes.count()];
    double total = 0;
    while (total < 100_000) {
      int lane = turns.next(i -> !empty[i]);
      long run = Math.min(256, turns.quota(lane));
      assertThat(run).isPositive();
      turns.spend(lane, run);
      sums[lane] += run;
      total += run;
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= total;
    }
    return sums;
  }

  @Test
  void weightsAreExactAtAnyRate() {
    for (long budget : new long[] {1, 3, 10, 1_000}) {
      assertThat(leased(lanes(0, -1, 5, 3, 1.5, 0.5), budget, 9999, 9999, 9999, 9999))
          .containsExactly(new double[] {0.5, 0.3, 0.15, 0.05}, within(0.0005));
    }
    assertThat(read(lanes(0, -1, 5, 3, 1.5, 0.5), false, false, false, false))
        .containsExactly(new double[] {0.5, 0.3, 0.15, 0.05}, within(0.005));
  }

  @Test
  void anUnusedShareGoesToTheOthersByTheirWeights() {
    assertThat(leased(lanes(0, -1, 6, 3, 1), 100, 0, 9999, 9999))
        .containsExactly(new double[] {0, 0.75, 0.25}, within(0.0005));
    assertThat(leased(lanes(0, -1, 6, 3, 1), 100, 20, 9999, 9999))
        .containsExactly(new double[] {0.2, 0.6, 0.2}, within(0.0005));
    assertThat(read(lanes(0, -1, 6, 3, 1), true, false, false))
        .containsExactly(new double[] {0, 0.75, 0.25}, within(0.005));
  }

  @Test
  void aStrictLaneGoesFirstExceptForTheFloor() {
    for (double floor : new double[] {0, 0.1, 0.5}) {
      double[] expected = {0.75 * floor, 1 - floor, 0.25 * floor};
      assertThat(leased(lanes(floor, 1, 3, 1, 1), 10, 9999, 9999, 9999))
          .containsExactly(expected, within(0.0005));
      assertThat(read(lanes(floor, 1, 3, 1, 1), false, false, false))
          .containsExactly(expected, within(0.005));
    }
    assertThat(leased(lanes(0.1, 1, 3, 1, 1), 10, 0, 9999, 0))
        .containsExactly(new double[] {0, 1, 0}, within(0.0005));
    assertThat(leased(lanes(0.1, 1, 3, 1, 1), 10, 9999, 0, 9999))
        .containsExactly(new double[] {0.75, 0, 0.25}, within(0.0005));
    assertThat(read(lanes(0.1, 1, 3, 1, 1), true, false, true)[1]).isEqualTo(1);
    assertThat(read(lanes(0.1, 1, 3, 1, 1), false, true, false))
        .containsExactly(new double[] {0.75, 0, 0.25}, within(0.005));
  }

  /** Every wanted token is given and no other; failures name the seed. */
  @Test
  void everyWantedTokenIsGivenAndNoOther() {
    for (long seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      double[] weights = random.doubles(1 + random.nextInt(6), 0.01, 100).toArray();
      LaneShares shares =
          new LaneShares(lanes(random.nextInt(10) / 10.0, random.nextInt(10) - 3, weights));
      for (int turn = 0; turn < 20; turn++) {
        long[] wants =
            random
                .longs(weights.length, 0, 60)
                .map(want -> random.nextBoolean() ? want : 0)
                .toArray();
        long budget = random.nextInt(150);
        long[] split = shares.split(budget, wants);
        assertThat(Arrays.stream(split).sum())
            .as("seed %d", seed)
            .isEqualTo(Math.min(budget, Arrays.stream(wants).sum()));
        for (int i = 0; i < wants.length; i++) {
          assertThat(split[i]).as("seed %d", seed).isBetween(0L, wants[i]);
        }
      }
    }
  }

  @Test
  void noLaneIsNextWhenNoneIsReady() {
    assertThat(new LaneTurns(Lanes.ONE).next(lane -> false)).isEqualTo(-1);
    assertThat(new LaneTurns(lanes(0.2, 0, 1, 1, 1)).next(lane -> false)).isEqualTo(-1);
  }

  @Test
  void refusesInvalidLanes() {
    assertThatThrownBy(() -> new Lane("a", 0, false, UNCAPPED)).hasMessageContaining("weight 0.0");
    assertThatThrownBy(() -> new Lane("a", 1, false, -1)).hasMessageContaining("rate -1.0");
    assertThatThrownBy(() -> new Lanes(List.of(), 0)).hasMessageContaining("no lane");
    assertThatThrownBy(() -> lanes(1, -1, 1)).hasMessageContaining("floor 1.0");
    Lane strict = new Lane("a", 1, true, UNCAPPED);
    assertThatThrownBy(() -> new Lanes(List.of(strict, strict), 0)).hasMessageContaining("name");
    assertThatThrownBy(() -> new Lanes(List.of(strict, new Lane("b", 1, true, UNCAPPED)), 0))
        .hasMessageContaining("strict");
  }
}
