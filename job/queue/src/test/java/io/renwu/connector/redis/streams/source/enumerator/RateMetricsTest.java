package io.renwu.connector.redis.streams.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.control.RateReport;
import io.renwu.connector.redis.streams.control.RateReport.Achieved;
import io.renwu.connector.redis.streams.control.RateReport.Adapted;
import io.renwu.connector.redis.streams.control.RateReport.LaneLine;
import io.renwu.connector.redis.streams.testing.DocumentedMetrics;
import io.renwu.connector.redis.streams.testing.RecordedMetrics;
import io.renwu.limit.AdaptiveRate.Phase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RateMetricsTest {
  private final RecordedMetrics recorded = new RecordedMetrics();
  private final RateMetrics metrics = new RateMetrics(recorded);

  private static RateReport report(Double rate, boolean paused, Adapted adapted, String... lanes) {
    Achieved achieved = new Achieved(1, 2, 3);
    return new RateReport(
        null,
        1,
        rate,
        null,
        paused,
        null,
        null,
        4,
        adapted,
        achieved,
        7,
        8.0,
        9,
        1,
        Stream.of(lanes).map(lane -> new LaneLine(lane, 0, achieved, 0, 0)).toList(),
        List.of());
  }

  @Test
  void theNamesAreTheDocumentedOnes() throws Exception {
    assertThat(recorded.metrics()).containsOnlyKeys(DocumentedMetrics.of("source enumerator"));
    assertThat(recorded.number("waitingRecords")).isZero();
    assertThat(recorded.number("downstreamLag")).isZero();
    metrics.update(report(500.0, false, null, "a", "b"));
    assertThat(recorded.number("downstreamLag")).isEqualTo(-1);
    assertThat(recorded.number("adaptedRecordsPerSecond")).isEqualTo(-1);
    assertThat(recorded.number("setRecordsPerSecond")).isEqualTo(500);
    assertThat(recorded.number("takenRecordsPerSecond10s")).isEqualTo(2);
    assertThat(recorded.number("waitingRecords")).isEqualTo(7);
    assertThat(recorded.number("drainSeconds")).isEqualTo(8);
    assertThat(recorded.number("unusedTokens")).isEqualTo(9);
    assertThat(recorded.number("rulesLost")).isEqualTo(4);
    assertThat(recorded.group("lane", "a").number("takenRecordsPerSecond60s")).isEqualTo(3);
  }

  @Test
  void aRemovedLaneHasRateZero() {
    metrics.update(report(null, false, null, "a"));
    assertThat(recorded.number("setRecordsPerSecond")).as("unlimited").isEqualTo(-1);
    metrics.update(report(5.0, true, null, "b"));
    assertThat(recorded.number("setRecordsPerSecond")).as("paused").isZero();
    assertThat(recorded.group("lane", "a").number("takenRecordsPerSecond1s")).isZero();
    assertThat(recorded.group("lane", "b").number("takenRecordsPerSecond1s")).isEqualTo(1);
  }

  @Test
  void showTheAdaptiveRate() {
    metrics.update(
        report(50.0, false, new Adapted("group:g", 120.0, "now", 50, Phase.BEHIND, null), "all"));
    assertThat(recorded.number("downstreamLag")).isEqualTo(120);
    assertThat(recorded.number("adaptedRecordsPerSecond")).isEqualTo(50);
    metrics.update(
        report(5.0, false, new Adapted("group:g", null, null, 5, Phase.UNKNOWN, "gone"), "all"));
    assertThat(recorded.number("downstreamLag")).isEqualTo(-1);
  }
}
