package io.renwu.job.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.testing.DocumentedMetrics;
import io.renwu.connector.redis.streams.testing.RecordedMetrics;
import org.junit.jupiter.api.Test;

class RewindMetricsTest {
  private final RecordedMetrics recorded = new RecordedMetrics();
  private final RewindMetrics metrics = new RewindMetrics(recorded);

  @Test
  void allMetricsAreDocumented() throws Exception {
    assertThat(recorded.metrics()).containsOnlyKeys(DocumentedMetrics.of("the collector's source"));
  }

  @Test
  void rewindsAreCounted() {
    metrics.countRewind(40);
    metrics.countRewind(2);
    metrics.setFullStreams(3);
    assertThat(recorded.number("rewinds")).isEqualTo(2);
    assertThat(recorded.number("rewoundRecords")).isEqualTo(42);
    assertThat(recorded.number("streamsWithoutRoom")).isEqualTo(3);
  }
}
