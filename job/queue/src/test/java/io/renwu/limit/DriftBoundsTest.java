package io.renwu.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Readers with backlogs of very unequal sizes and very unequal paces; reports and answers arrive
 * late, in order. {@code -Ddrift.first=N} sets the first seed.
 */
class DriftBoundsTest {
  private static final int SEEDS = 3_000;

  @Test
  void noReaderRunsAheadAndReadingNeverStops() {
    long first = Long.getLong("drift.first", 0);
    for (long seed = first; seed < first + SEEDS; seed++) {
      new History(seed).run();
    }
  }

  @Test
  void isClosedUntilAllReadersHaveReported() {
    DriftBounds bounds = new DriftBounds(10);
    bounds.report(0, List.of(5L, DriftBounds.NONE));
    assertThat(bounds.bounds(2, 2)).containsExactly(DriftBounds.CLOSED, DriftBounds.CLOSED);
    bounds.report(1, List.of(3L, DriftBounds.NONE));
    assertThat(bounds.bounds(2, 2)).containsExactly(13L, DriftBounds.NONE);
    bounds.report(1, List.of(DriftBounds.NONE, 7L));
    assertThat(bounds.bounds(2, 2))
        .as("a reader without a backlog does not hold others back")
        .containsExactly(15L, 17L);
    bounds.forget(0);
    assertThat(bounds.bounds(2, 2)).containsExactly(DriftBounds.CLOSED, DriftBounds.CLOSED);
    bounds.clear();
    assertThat(bounds.bounds(1, 0)).containsExactly(DriftBounds.NONE);
  }

  private static final class Reader {
    private final Deque<Long> backlog = new ArrayDeque<>();
    private final int pace;
    private long latestMillis = Long.MIN_VALUE;
    private long boundMillis = DriftBounds.CLOSED;

    private Reader(Random random) {
      pace = 1 + random.nextInt(20);
      List<Long> times = new ArrayList<>();
      for (int i = random.nextInt(200); i > 0; i--) {
        times.add(random.nextLong(100_000));
      }
      Collections.sort(times);
      // Some records have a much earlier event time.
      times.replaceAll(time -> random.nextInt(20) == 0 ? time / 2 : time);
      backlog.addAll(times);
    }

    private long positionMillis() {
      return backlog.isEmpty() ? DriftBounds.NONE : Math.max(latestMillis, backlog.element());
    }
  }

  private static final class History {
    private final long seed;
    private final Random random;
    private final long driftMillis;
    private final DriftBounds bounds;
    private final List<Reader> readers = new ArrayList<>();
    private final List<Deque<Long>> reports = new ArrayList<>();
    private final List<Deque<Long>> answers = new ArrayList<>();

    private History(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
      this.driftMillis = 200L + random.nextInt(20_000);
      this.bounds = new DriftBounds(driftMillis);
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        readers.add(new Reader(random));
        reports.add(new ArrayDeque<>());
        answers.add(new ArrayDeque<>());
      }
    }

    private void run() {
      int steps = 0;
      while (readers.stream().anyMatch(reader -> !reader.backlog.isEmpty())) {
        int number = random.nextInt(readers.size());
        Reader reader = readers.get(number);
        read(reader, number);
        reports.get(number).add(reader.positionMillis());
        deliver();
        steps++;
        assertThat(steps).as("seed %d goes on", seed).isLessThan(100_000);
      }
    }

    private void read(Reader reader, int number) {
      for (int i = random.nextInt(1 + reader.pace); i > 0 && !reader.backlog.isEmpty(); i--) {
        long millis = reader.backlog.element();
        if (millis > reader.boundMillis) {
          return;
        }
        reader.backlog.remove();
        reader.latestMillis = Math.max(reader.latestMillis, millis);
        for (Reader other : readers) {
          if (other != reader && !other.backlog.isEmpty()) {
            assertThat(millis)
                .as("seed %d, reader %d", seed, number)
                .isLessThanOrEqualTo(other.positionMillis() + driftMillis);
          }
        }
      }
    }

    private void deliver() {
      for (int reader = 0; reader < readers.size(); reader++) {
        while (!reports.get(reader).isEmpty() && random.nextInt(4) > 0) {
          bounds.report(reader, List.of(reports.get(reader).remove()));
        }
      }
      long bound = bounds.bounds(1, readers.size()).get(0);
      for (int reader = 0; reader < readers.size(); reader++) {
        answers.get(reader).add(bound);
        while (!answers.get(reader).isEmpty() && random.nextInt(4) > 0) {
          readers.get(reader).boundMillis = answers.get(reader).remove();
        }
      }
    }
  }
}
