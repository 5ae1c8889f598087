package io.renwu.connector.redis.streams.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.LaneTopics;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.FakeRedisStreams;
import io.renwu.connector.redis.streams.source.config.PoisonPolicy;
import io.renwu.connector.redis.streams.source.config.ReaderRate;
import io.renwu.connector.redis.streams.source.event.BoundsEvent;
import io.renwu.connector.redis.streams.source.event.LaneReport;
import io.renwu.connector.redis.streams.source.event.ReaderReport;
import io.renwu.limit.DriftBounds;
import io.renwu.limit.ReadRules;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The backlog is an hour of two topics, with 3 and 4 partitions of very unequal sizes, so that
 * different readers have the behaviors of one user; one reader is much slower than the other.
 */
class DriftTest {
  private static final int READERS = 2;
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
  private static final int PER_ENTRY = 50;
  private static final Duration DRIFT = Duration.ofSeconds(20);

  private final FakeRedisStreams redis = new FakeRedisStreams();
  private final Random random = new Random(20261127);
  private final List<ReaderHarness> readers = new ArrayList<>();
  private final List<PriorityQueue<Long>> left = new ArrayList<>();
  private long worstDriftMillis;

  @AfterEach
  void close() {
    readers.forEach(ReaderHarness::close);
  }

  @Test
  void readersStayWithinTheDrift() throws IOException {
    start(DRIFT);
    DriftBounds bounds = new DriftBounds(DRIFT.toMillis());
    readAll(
        () -> {
          for (int number = 0; number < READERS; number++) {
            List<ReaderReport> reports = readers.get(number).reports;
            if (!reports.isEmpty()) {
              ReaderReport last = reports.get(reports.size() - 1);
              bounds.report(number, last.lanes().stream().map(LaneReport::positionMillis).toList());
            }
          }
          List<Long> now = bounds.bounds(1, READERS);
          readers.forEach(
              harness ->
                  harness.reader.handleSourceEvents(new BoundsEvent(1, new ArrayList<>(now))));
        });
    assertThat(worstDriftMillis).isBetween(1L, DRIFT.toMillis());
  }

  @Test
  void withoutBoundsReadersDriftApart() throws IOException {
    start(Duration.ZERO);
    readAll(() -> {});
    assertThat(worstDriftMillis).isGreaterThan(10 * DRIFT.toMillis());
  }

  private void start(Duration maxDrift) {
    for (int number = 0; number < READERS; number++) {
      ReaderHarness harness =
          new ReaderHarness(
              redis, Duration.ofHours(1), ReaderRate.CONTROLLED, PoisonPolicy.never(), maxDrift);
      readers.add(harness);
      left.add(new PriorityQueue<>());
      harness.rules(ReadRules.unlimited(1), LaneTopics.ONE);
    }
    for (int partition = 0; partition < 4; partition++) {
      append(new StreamId("behavior.view", partition), 500 + random.nextInt(8_000));
      if (partition < 3) {
        append(new StreamId("behavior.login", partition), 200 + random.nextInt(500));
      }
    }
  }

  private void append(StreamId stream, int records) {
    int reader = stream.partition() % READERS;
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      times.add(random.nextLong(HOUR_MILLIS));
    }
    Collections.sort(times);
    for (int from = 0; from < records; from += PER_ENTRY) {
      List<Long> entry = times.subList(from, Math.min(records, from + PER_ENTRY));
      ReaderHarness.append(redis, stream, from, entry.stream().mapToLong(t -> t).toArray());
    }
    left.get(reader).addAll(times);
    readers.get(reader).assign(stream, 0);
  }

  private void readAll(Runnable enumerator) throws IOException {
    int[] seen = new int[READERS];
    while (left.stream().anyMatch(times -> !times.isEmpty())) {
      for (int number = 0; number < READERS; number++) {
        if (number == 0 || random.nextInt(20) == 0) {
          readers.get(number).run(1 + random.nextInt(20));
          List<String> emitted = readers.get(number).output.elements;
          for (; seen[number] < emitted.size(); seen[number]++) {
            check(number, emitted.get(seen[number]));
          }
        } else {
          readers.get(number).clock.advance(10);
        }
      }
      enumerator.run();
    }
  }

  private void check(int number, String element) {
    long millis = Long.parseLong(element.substring(element.indexOf('=') + 1));
    assertThat(left.get(number).remove()).as("in order within the reader").isEqualTo(millis);
    Long other = left.get(1 - number).peek();
    worstDriftMillis = Math.max(worstDriftMillis, other == null ? 0 : millis - other);
  }
}
