package io.renwu.connector.redis.streams.sink;

import static io.renwu.connector.redis.streams.sink.WriterHarness.STREAM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.Compression;
import io.renwu.connector.redis.streams.Frame;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.FakeRedisStreams;
import io.renwu.connector.redis.streams.client.StreamEntry;
import io.renwu.connector.redis.streams.testing.DocumentedMetrics;
import io.renwu.connector.redis.streams.testing.RecordedMetrics;
import io.renwu.connector.redis.streams.transport.RedisStreamsException.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.metrics.Histogram;
import org.junit.jupiter.api.Test;

class SinkMetricsTest {
  private final RecordedMetrics recorded = new RecordedMetrics();
  private final SinkMetrics metrics = new SinkMetrics(recorded, () -> 0);

  @Test
  void theNamesAreTheDocumentedOnes() throws Exception {
    metrics.countWritten(1);
    assertThat(recorded.metrics()).containsOnlyKeys(DocumentedMetrics.of("sink writer"));
  }

  @Test
  void countsAppendedSizes() {
    StreamEntry two = entry(0, 1);
    StreamEntry one = entry(2);
    metrics.countAppended(3, List.of(two, one), 17);
    assertThat(recorded.number("appendedRecords")).isEqualTo(3);
    assertThat(recorded.number("appendedEntries")).isEqualTo(2);
    assertThat(recorded.number("appendedBytes")).isEqualTo(two.frame().length + one.frame().length);
    assertThat(recorded.number("currentSendTime")).isEqualTo(17);
    assertThat(max("recordsPerEntry")).isEqualTo(2);
    assertThat(max("bytesPerEntry")).isEqualTo(two.frame().length);
    assertThat(max("entriesPerAppend")).isEqualTo(2);
  }

  private long max(String histogram) {
    return ((Histogram) recorded.metrics().get(histogram)).getStatistics().getMax();
  }

  private static StreamEntry entry(long... offsets) {
    List<QueueRecord> records =
        Arrays.stream(offsets)
            .mapToObj(o -> new QueueRecord(STREAM, o, o, "value".getBytes(UTF_8)))
            .toList();
    return new StreamEntry(
        offsets[offsets.length - 1] + 1, Frame.encode(0, records, Compression.NONE));
  }

  @Test
  void failuresAreCountedByReason() {
    metrics.countRetry(Reason.FULL);
    metrics.countRetry(Reason.NO_ANSWER);
    metrics.countRetry(Reason.FULL);
    assertThat(recorded.number("retries")).isEqualTo(3);
    assertThat(recorded.number("failuresFull")).isEqualTo(2);
    assertThat(recorded.number("failuresNoAnswer")).isEqualTo(1);
    assertThat(recorded.number("failuresLoading")).isZero();
  }

  @Test
  void overlappingWaitsOfStreamsCountOnce() {
    StreamId other = new StreamId("t", 1);
    metrics.setServerFull(STREAM, true, 1_000);
    metrics.setServerFull(other, true, 1_100);
    metrics.setServerFull(STREAM, false, 1_200);
    metrics.setServerFull(other, true, 1_500);
    metrics.setServerFull(other, false, 1_600);
    metrics.setServerFull(other, false, 9_000);
    assertThat(recorded.number("serverFullMillis")).isEqualTo(600);
    metrics.setInputWaits(true, 2_000);
    metrics.setInputWaits(true, 2_250);
    assertThat(recorded.number("inputWaitMillis")).isEqualTo(250);
  }

  @Test
  void aWriterCountsHowLongItsServerIsFull() throws Exception {
    RecordedMetrics writers = new RecordedMetrics();
    FakeRedisStreams redis = new FakeRedisStreams();
    WriterHarness harness = new WriterHarness(redis, WriterHarness.SETTINGS, writers);
    redis.refuseEntries("OOM command not allowed when used memory > 'maxmemory'.");
    harness.write(0, 25);
    harness.pass(10_000);
    redis.refuseEntries(null);
    harness.pass(3_000);
    long fullMillis = writers.number("serverFullMillis");
    assertThat(fullMillis).isBetween(9_000L, 13_000L);
    harness.write(25, 50);
    harness.flush();
    harness.pass(5_000);
    assertThat(writers.number("serverFullMillis")).isEqualTo(fullMillis);
    assertThat(writers.number("appendedRecords")).isEqualTo(50);
    assertThat(writers.number("inputWaitMillis")).isZero();
  }

  @Test
  void aWriterCountsHowLongItBlocksItsInput() throws Exception {
    RecordedMetrics writers = new RecordedMetrics();
    SinkSettings tight =
        new SinkSettings(
            10, 1000, Duration.ofMillis(20), Compression.NONE, 50, Duration.ofSeconds(30));
    WriterHarness harness = new WriterHarness(new FakeRedisStreams(), tight, writers);
    harness.write(0, 6);
    harness.mailbox.execute(() -> harness.timers.advanceTo(40), "time passes");
    assertThat(writers.number("inputWaitMillis")).isZero();
    harness.write(6, 7);
    assertThat(writers.number("inputWaitMillis")).isEqualTo(40);
  }
}
