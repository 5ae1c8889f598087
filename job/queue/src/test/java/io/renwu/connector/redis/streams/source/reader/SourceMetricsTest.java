package io.renwu.connector.redis.streams.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.testing.DocumentedMetrics;
import io.renwu.connector.redis.streams.testing.ManualClock;
import io.renwu.connector.redis.streams.testing.RecordedMetrics;
import io.renwu.connector.redis.streams.transport.RedisStreamsException.Reason;
import org.junit.jupiter.api.Test;

class SourceMetricsTest {
  private final ManualClock clock = new ManualClock();
  private final RecordedMetrics recorded = new RecordedMetrics();
  private final SourceMetrics metrics = new SourceMetrics(recorded, clock);

  @Test
  void theNamesAreTheDocumentedOnes() throws Exception {
    assertThat(recorded.metrics()).containsOnlyKeys(DocumentedMetrics.of("source reader"));
  }

  @Test
  void theNamesOfLanesAreTheDocumentedOnes() throws Exception {
    LaneMetrics lane = metrics.lane("first");
    assertThat(metrics.lane("first")).isSameAs(lane);
    RecordedMetrics group = recorded.group("lane", "first");
    assertThat(group.metrics()).containsOnlyKeys(DocumentedMetrics.of("source lane"));
    lane.countEmitted(10, 5);
    lane.countEmitted(10, 7);
    lane.updatePercentiles(0);
    assertThat(group.number("takenRecords")).isEqualTo(20);
    assertThat(lane.waitP50Millis()).isEqualTo(6);
    assertThat(lane.waitP99Millis()).isEqualTo(7);
    lane.countEmitted(1, 1_000);
    lane.updatePercentiles(999_999_999);
    assertThat(lane.waitP99Millis()).as("counted once a second").isEqualTo(7);
    lane.updatePercentiles(1_000_000_000);
    assertThat(lane.waitP99Millis()).isEqualTo(1_000);
  }

  @Test
  void pendingBytesFollowTheLastPages() {
    metrics.depth(100);
    assertThat(recorded.number("pendingBytes")).isZero();
    metrics.countRead(10, 1_000);
    assertThat(recorded.number("pendingBytes")).isEqualTo(10_000);
    metrics.countRead(10, 2_000);
    assertThat(recorded.number("pendingBytes")).isEqualTo(12_000);
    assertThat(recorded.number("numBytesIn")).isEqualTo(3_000);
    assertThat(recorded.number("pendingRecords")).isEqualTo(100);
  }

  @Test
  void theOldestAgeGrowsWhileNothingIsRead() {
    assertThat(recorded.number("oldestAgeMillis")).isZero();
    metrics.waiting(1, clock.millis() - 40, 0);
    assertThat(recorded.number("oldestAgeMillis")).isEqualTo(40);
    clock.advance(60);
    assertThat(recorded.number("oldestAgeMillis")).isEqualTo(100);
    metrics.waiting(0, Long.MAX_VALUE, 0);
    assertThat(recorded.number("oldestAgeMillis")).isZero();
  }

  @Test
  void trimsAndFailuresAreCounted() {
    metrics.countTrimmed(0);
    metrics.countTrimmed(7);
    metrics.countReadRetry(Reason.LOADING);
    metrics.countReleaseFailure(Reason.LOADING);
    assertThat(recorded.number("trims")).isEqualTo(1);
    assertThat(recorded.number("trimmedEntries")).isEqualTo(7);
    assertThat(recorded.number("failuresLoading")).isEqualTo(2);
    assertThat(recorded.number("readRetries")).isEqualTo(1);
    assertThat(recorded.number("releaseFailures")).isEqualTo(1);
  }
}
