package io.renwu.connector.redis.streams.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.client.RateDocument;
import io.renwu.connector.redis.streams.client.RateReport.Achieved;
import io.renwu.connector.redis.streams.testing.DocumentedMetrics;
import io.renwu.connector.redis.streams.testing.RecordedMetrics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateMetricsTest {
  private final RecordedMetrics recorded = new RecordedMetrics();
  private final RateMetrics metrics = new RateMetrics(recorded);

  private static RateStatus status(RateDocument set, double perSecond, String... lanes) {
    Achieved achieved = new Achieved(1, 2, 3);
    return new RateStatus(
        0,
        set,
        null,
        perSecond,
        null,
        achieved,
        7,
        8,
        9,
        1,
        List.of(lanes).stream().map(lane -> new LaneStatus(lane, 0, achieved, 0, 0)).toList(),
        Map.of());
  }

  @Test
  void areTheDocumentedOnes() throws Exception {
    assertThat(recorded.metrics()).containsOnlyKeys(DocumentedMetrics.of("source enumerator"));
    assertThat(recorded.number("waitingRecords")).isZero();
    metrics.update(status(null, 500, "a", "b"));
    assertThat(recorded.number("setRecordsPerSecond")).isEqualTo(500);
    assertThat(recorded.number("takenRecordsPerSecond10s")).isEqualTo(2);
    assertThat(recorded.number("waitingRecords")).isEqualTo(7);
    assertThat(recorded.number("drainSeconds")).isEqualTo(8);
    assertThat(recorded.number("unusedTokens")).isEqualTo(9);
    assertThat(recorded.group("lane", "a").number("takenRecordsPerSecond60s")).isEqualTo(3);
  }

  @Test
  void aLaneThatIsNoMoreTakesNothing() {
    metrics.update(status(null, Double.POSITIVE_INFINITY, "a"));
    metrics.update(status(RateDocument.of(1, 5.0, true, "", "", ""), 5, "b"));
    assertThat(recorded.number("setRecordsPerSecond")).as("paused").isZero();
    assertThat(recorded.group("lane", "a").number("takenRecordsPerSecond1s")).isZero();
    assertThat(recorded.group("lane", "b").number("takenRecordsPerSecond1s")).isEqualTo(1);
  }
}
