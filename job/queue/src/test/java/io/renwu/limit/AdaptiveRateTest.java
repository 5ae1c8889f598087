package io.renwu.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.renwu.limit.AdaptiveRate.Phase;
import java.time.Duration;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * A backlog is read at the adaptive rate, each record makes a grant, grants become visible with
 * checkpoints, and a consumer processes them and commits at intervals; the committed lag is the
 * signal. {@code -Dadaptive.first=N} sets the first seed.
 */
class AdaptiveRateTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long STEP = 5;

  private static AdaptiveRule rule(double maxLag, double floor, double ceiling) {
    return new AdaptiveRule(maxLag, floor, ceiling, Duration.ofSeconds(STEP));
  }

  /** The job and its consumer: the signal follows the rate only after a checkpoint and a commit. */
  private static final class Plant {
    private final LongToDoubleFunction capacity;
    private final long checkpointSeconds;
    private final long commitSeconds;
    private final AdaptiveRate rate;
    private double passed;
    private double visible;
    private double done;
    private double committed;
    private double worstLag;
    private long second;

    private Plant(
        AdaptiveRule rule,
        LongToDoubleFunction capacity,
        long checkpointSeconds,
        long commitSeconds) {
      this.rate = new AdaptiveRate(rule, 0);
      this.capacity = capacity;
      this.checkpointSeconds = checkpointSeconds;
      this.commitSeconds = commitSeconds;
    }

    private double lag() {
      return visible - committed;
    }

    private void second(double scheduled) {
      passed += Math.min(rate.perSecond(), scheduled);
      if (second % checkpointSeconds == 0) {
        visible = passed;
      }
      done = Math.min(visible, done + capacity.applyAsDouble(second));
      if (second % commitSeconds == 0) {
        committed = done;
      }
      worstLag = Math.max(worstLag, lag());
      second++;
      rate.recordLag(lag(), second * SECOND);
      rate.advance(scheduled, second * SECOND);
      assertThat(rate.perSecond()).isBetween(rate.rule().floor(), rate.rule().ceiling());
    }

    private void run(long seconds) {
      for (long i = 0; i < seconds; i++) {
        second(Double.POSITIVE_INFINITY);
      }
    }
  }

  /** With a maximum lag of two minutes of work or more, the rate settles near the capacity. */
  @Test
  void settlesAtTheCapacityOfTheConsumer() {
    long first = Long.getLong("adaptive.first", 0);
    for (long seed = first; seed < first + Long.getLong("adaptive.seeds", 300); seed++) {
      Random random = new Random(seed);
      double capacity = 50 + random.nextInt(5_000);
      double slow = capacity * (0.2 + 0.3 * random.nextDouble());
      double maxLag = capacity * (120 + random.nextInt(180));
      Plant plant =
          new Plant(
              rule(maxLag, capacity / 20, capacity * (1.5 + random.nextInt(8))),
              second -> second >= 900 && second < 1_800 ? slow : capacity,
              1 + random.nextInt(5),
              1 + random.nextInt(5));
      plant.run(600);
      assertSettled(plant, seed, capacity, maxLag);
      plant.run(800);
      assertSettled(plant, seed, slow, maxLag);
      plant.run(1_000);
      assertSettled(plant, seed, capacity, maxLag);
    }
  }

  private static void assertSettled(Plant plant, long seed, double capacity, double maxLag) {
    double doneBefore = plant.done;
    plant.worstLag = 0;
    for (int i = 0; i < 100; i++) {
      plant.run(1);
      assertThat(plant.rate.perSecond())
          .as("seed %d", seed)
          .isBetween(0.8 * capacity, 1.2 * capacity);
    }
    assertThat((plant.done - doneBefore) / 100)
        .as("seed %d", seed)
        .isCloseTo(capacity, within(0.1 * capacity));
    assertThat(plant.worstLag).as("seed %d", seed).isLessThan(1.2 * maxLag);
  }

  /** Even with a tiny maximum lag the swing is bounded and reading never stops. */
  @Test
  void swingIsBoundedWhereTheLagMovesFasterThanItIsRead() {
    long first = Long.getLong("adaptive.first", 0);
    for (long seed = first; seed < first + Long.getLong("adaptive.seeds", 300); seed++) {
      Random random = new Random(seed);
      double capacity = 50 + random.nextInt(5_000);
      Plant plant =
          new Plant(
              rule(1 + random.nextInt((int) capacity), capacity / 20, capacity * 20),
              second -> capacity,
              1 + random.nextInt(5),
              1 + random.nextInt(5));
      plant.run(600);
      double doneBefore = plant.done;
      for (int i = 0; i < 600; i++) {
        plant.run(1);
        assertThat(plant.rate.perSecond())
            .as("seed %d", seed)
            .isBetween(capacity / 10, 2 * capacity);
      }
      assertThat((plant.done - doneBefore) / 600).as("seed %d", seed).isGreaterThan(capacity / 8);
    }
  }

  @Test
  void fallsToTheFloorWhenTheConsumerStopsAndRisesWhenItContinues() {
    Plant plant =
        new Plant(
            rule(10_000, 10, 1_000), second -> second > 100 && second < 500 ? 0 : 2_000, 1, 1);
    plant.run(100);
    assertThat(plant.rate.perSecond()).isEqualTo(1_000);
    assertThat(plant.rate.course()).isEqualTo(Phase.AHEAD);
    plant.run(250);
    assertThat(plant.rate.perSecond()).isEqualTo(10);
    assertThat(plant.rate.course()).isEqualTo(Phase.FAR_BEHIND);
    plant.run(300);
    assertThat(plant.rate.perSecond()).isEqualTo(1_000);
  }

  /** A lag that vanishes with each commit does not lower the rate. */
  @Test
  void ignoresALagThatVanishesWithEachCommit() {
    Plant plant = new Plant(rule(1_500, 10, 1_000), second -> 2_000, 1, 4);
    plant.run(20);
    assertThat(plant.worstLag).isGreaterThan(1_500);
    for (int i = 0; i < 1_000; i++) {
      plant.run(1);
      assertThat(plant.rate.perSecond()).isEqualTo(1_000);
    }
  }

  @Test
  void isAtTheFloorUntilTheFirstReading() {
    AdaptiveRate rate = new AdaptiveRate(rule(100, 10, 1_000), 0);
    rate.advance(1e9, 100 * SECOND);
    assertThat(rate.perSecond()).isEqualTo(10);
    assertThat(rate.course()).isEqualTo(Phase.UNKNOWN);
    rate.recordLag(75, 101 * SECOND);
    assertThat(rate.perSecond()).as("half way down, in ratios").isCloseTo(100, within(1e-9));
    assertThat(rate.course()).isEqualTo(Phase.BEHIND);
  }

  @Test
  void holdsWithoutReadingsAndThenFallsToTheFloor() {
    AdaptiveRate rate = new AdaptiveRate(rule(100, 10, 1_000), 0);
    rate.recordLag(0, 0);
    for (long second = 1; second < 30; second++) {
      rate.advance(1e9, second * SECOND);
      assertThat(rate.perSecond()).isEqualTo(1_000);
    }
    assertThat(rate.course()).isEqualTo(Phase.HOLDING);
    rate.advance(1e9, 30 * SECOND);
    assertThat(rate.perSecond()).isEqualTo(700);
    assertThat(rate.course()).isEqualTo(Phase.BLIND);
    for (long second = 31; second < 120; second++) {
      rate.advance(1e9, second * SECOND);
    }
    assertThat(rate.perSecond()).isEqualTo(10);
    rate.recordLag(0, 120 * SECOND);
    rate.advance(1e9, 120 * SECOND);
    assertThat(rate.perSecond()).as("not all at once").isEqualTo(12.5);
  }

  /** At 20,000, with a schedule that allows 300, the next rate is 0.7 of 300, not of 20,000. */
  @Test
  void fallsFromTheRateThatTheScheduleAllows() {
    AdaptiveRate rate = new AdaptiveRate(rule(100, 10, 20_000), 0);
    rate.recordLag(0, 0);
    rate.recordLag(1_000, 5 * SECOND);
    rate.advance(300, 5 * SECOND);
    assertThat(rate.perSecond()).isCloseTo(210, within(1e-9));
  }

  @Test
  void anotherRuleContinuesFromThePresentRate() {
    AdaptiveRate rate = new AdaptiveRate(rule(100, 10, 1_000), 0);
    rate.recordLag(75, 0);
    assertThat(rate.withRule(rule(100, 200, 300), 1).perSecond()).isEqualTo(200);
    assertThat(rate.withRule(rule(100, 10, 50), 1).perSecond()).isEqualTo(50);
    assertThat(rate.withRule(rule(70, 10, 1_000), 1).perSecond()).isCloseTo(100, within(1e-9));
  }

  @Test
  void refusesInvalidRules() {
    assertThatThrownBy(() -> rule(0, 1, 2)).hasMessageContaining("the greatest lag 0.0");
    assertThatThrownBy(() -> rule(1, 0, 2)).hasMessageContaining("the floor 0.0");
    assertThatThrownBy(() -> rule(1, 3, 2)).hasMessageContaining("the ceiling 2.0");
    assertThatThrownBy(() -> rule(Double.NaN, 1, 2)).hasMessageContaining("found the greatest lag");
    assertThatThrownBy(() -> new AdaptiveRule(1, 1, 2, Duration.ZERO)).hasMessageContaining("step");
  }
}
