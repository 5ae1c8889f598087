package io.renwu.connector.redis.streams.source.reader;

import static io.renwu.connector.redis.streams.source.reader.ReaderHarness.append;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.connector.redis.streams.CorruptFrameException;
import io.renwu.connector.redis.streams.LaneTopics;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.FakeRedisStreams;
import io.renwu.connector.redis.streams.client.ReaderMarks;
import io.renwu.connector.redis.streams.client.StreamEntry;
import io.renwu.connector.redis.streams.source.config.ReaderRate;
import io.renwu.connector.redis.streams.source.event.ReaderReport;
import io.renwu.connector.redis.streams.source.split.ReadPosition;
import io.renwu.connector.redis.streams.source.split.StreamSplit;
import io.renwu.connector.redis.streams.transport.RedisStreamsException.Kind;
import io.renwu.limit.Lane;
import io.renwu.limit.Lanes;
import io.renwu.limit.ReadRules;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisStreamsReaderTest {
  private static final StreamId A = new StreamId("a", 0);
  private static final StreamId B = new StreamId("b", 0);

  private final FakeRedisStreams redis = new FakeRedisStreams();
  private ReaderHarness harness = new ReaderHarness(redis, Duration.ZERO, ReaderRate.OFF);

  @AfterEach
  void close() {
    harness.close();
  }

  private void use(Duration retained, ReaderRate rate) {
    harness = new ReaderHarness(redis, retained, rate);
  }

  @Test
  void mergesABacklogByEventTime() throws IOException {
    append(redis, A, 0, 10, 40, 50);
    append(redis, A, 3, 60);
    append(redis, B, 0, 20, 30, 55, 70);
    harness.assign(A, 0);
    harness.assign(B, 0);
    harness.run(3);
    assertThat(harness.output.elements)
        .containsExactly(
            "a:0@0=10",
            "b:0@0=20",
            "b:0@1=30",
            "a:0@1=40",
            "a:0@2=50",
            "b:0@2=55",
            "a:0@3=60",
            "b:0@3=70");
    assertThat(harness.output.timestamps).containsExactly(0L, 0L, 1L, 1L, 2L, 2L, 3L, 3L);
  }

  @Test
  void keepsTheOrderOverManyPages() throws IOException {
    Random random = new Random(5);
    long time = 0;
    long[] next = new long[2];
    for (int i = 0; i < 2_000; i++) {
      int stream = random.nextInt(10) == 0 ? 1 : 0;
      time += random.nextInt(5);
      append(redis, stream == 0 ? A : B, next[stream]++, time);
    }
    harness.assign(A, 0);
    harness.assign(B, 0);
    harness.run(400);
    assertThat(harness.output.elements).hasSize(2_000);
    List<Long> times = new ArrayList<>();
    for (String element : harness.output.elements) {
      times.add(Long.parseLong(element.substring(element.indexOf('=') + 1)));
    }
    assertThat(times).isSorted();
  }

  @Test
  void doesNotWaitForAnEmptyStream() throws IOException {
    harness.assign(A, 0);
    harness.assign(B, 0);
    harness.run(200);
    append(redis, A, 0, 10);
    harness.run(60);
    assertThat(harness.output.elements).containsExactly("a:0@0=10");
    append(redis, B, 0, 5);
    harness.run(60);
    assertThat(harness.output.elements).containsExactly("a:0@0=10", "b:0@0=5");
  }

  @Test
  void continuesWithinAnEntry() throws IOException {
    append(redis, A, 0, 1, 2, 3, 4);
    harness.assign(A, StreamPosition.of(0, 1));
    harness.run(3);
    assertThat(harness.output.elements).containsExactly("a:0@2=3", "a:0@3=4");
    assertThat(harness.reader.snapshotState(1))
        .containsExactly(
            new StreamSplit(
                A,
                StreamPosition.of(0, 3),
                StreamSplit.NO_END,
                List.of(new ReadPosition(StreamPosition.of(0, 3), 3))));
  }

  @Test
  void sleepsUntilThereIsSomethingToDo() throws IOException {
    harness.assign(A, 0);
    harness.run(3);
    assertThat(harness.reader.pollNext(harness.output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
    assertThat(harness.reader.isAvailable()).isNotDone();
    append(redis, A, 0, 1);
    harness.clock.advance(60);
    harness.reader.pollNext(harness.output);
    assertThat(harness.reader.isAvailable()).isDone();
  }

  private static ReadRules limited(long version) {
    return new ReadRules(version, 10, false, ReadRules.DEFAULT_BURST, Lanes.ONE);
  }

  @Test
  void readsNothingWithoutALease() throws IOException {
    use(Duration.ZERO, ReaderRate.CONTROLLED);
    append(redis, A, 0, 1, 2, 3, 4);
    harness.assign(A, 0);
    harness.run(300);
    assertThat(harness.output.elements).isEmpty();
    ReaderReport report = harness.reports.get(harness.reports.size() - 1);
    assertThat(report.ready()).isEqualTo(4);
    assertThat(report.throttledMillis()).isPositive();
    assertThat(harness.reports).hasSizeBetween(2, 5);

    harness.rules(limited(1), LaneTopics.ONE);
    harness.lease(1, 3L);
    assertThat(harness.reader.isAvailable()).isDone();
    harness.run(1);
    assertThat(harness.output.elements).hasSize(3);
    harness.rules(ReadRules.unlimited(2), LaneTopics.ONE);
    harness.run(1);
    assertThat(harness.output.elements).hasSize(4);
  }

  @Test
  void leasesExpire() throws IOException {
    use(Duration.ZERO, ReaderRate.CONTROLLED);
    harness.rules(limited(1), LaneTopics.ONE);
    harness.lease(1, 3L);
    harness.clock.advance(1_001);
    append(redis, A, 0, 1);
    harness.assign(A, 0);
    harness.run(50);
    assertThat(harness.output.elements).isEmpty();
  }

  @Test
  void trimsOnlyUpToCompletedCheckpoints() throws IOException {
    append(redis, A, 0, 1, 2);
    append(redis, A, 2, 3, 4);
    harness.assign(A, 0);
    harness.run(3);
    harness.reader.snapshotState(1);
    append(redis, A, 4, 5);
    harness.run(60);
    harness.reader.snapshotState(2);
    assertThat(redis.readerMarks(A).join()).isEqualTo(ReaderMarks.NONE);
    harness.reader.notifyCheckpointComplete(1);
    long taken = StreamPosition.of(0, 3);
    assertThat(redis.readerMarks(A).join()).isEqualTo(new ReaderMarks(taken, taken));
    assertThat(redis.length(A).join()).isEqualTo(1);
  }

  @Test
  void keepsTheRetainedSpan() throws IOException {
    use(Duration.ofMillis(10), ReaderRate.OFF);
    harness.assign(A, 0);
    for (int i = 0; i < 30; i++) {
      append(redis, A, i, i);
      harness.run(60);
      harness.checkpoint(i);
    }
    ReaderMarks marks = redis.readerMarks(A).join();
    assertThat(marks.taken()).isEqualTo(StreamPosition.of(0, 29));
    assertThat(marks.trimmed()).isEqualTo(StreamPosition.of(0, 19));
    assertThat(redis.length(A).join()).isEqualTo(10);
  }

  @Test
  void keepsTheRetainedSpanThroughRestarts() throws IOException {
    use(Duration.ofMillis(10), ReaderRate.OFF);
    harness.assign(A, 0);
    for (int i = 0; i < 30; i++) {
      append(redis, A, i, i);
      harness.run(60);
      List<StreamSplit> splits = harness.checkpoint(i);
      if (i % 5 == 4) {
        use(Duration.ofMillis(10), ReaderRate.OFF);
        harness.reader.addSplits(splits);
      }
    }
    assertThat(redis.readerMarks(A).join().trimmed()).isEqualTo(StreamPosition.of(0, 19));
  }

  @Test
  void failsOnAStreamThatContinuesInAnEarlierEpoch() throws Exception {
    harness.assign(A, StreamPosition.of(1, 7));
    harness.run(3_000);
    append(redis, A, 0, 1, 2, 3);
    assertThatThrownBy(() -> harness.run(5_000))
        .isInstanceOf(EpochLostException.class)
        .hasMessageContaining("a:0")
        .hasMessageContaining("epoch 1, offset 7")
        .hasMessageContaining("epoch 0, offset 2");
  }

  @Test
  void emitsRecordsOnceThatAreAppendedAgain() throws Exception {
    append(redis, A, 0, 1, 2, 3, 4, 5);
    harness.assign(A, 0);
    harness.run(50);
    redis.loseAfter(A, StreamPosition.of(0, 1));
    append(redis, A, 2, 3, 4, 5, 6, 7);
    harness.run(500);
    assertThat(harness.output.elements)
        .containsExactly(
            "a:0@0=1", "a:0@1=2", "a:0@2=3", "a:0@3=4", "a:0@4=5", "a:0@5=6", "a:0@6=7");
  }

  @Test
  void failsOnATrimmedPosition() {
    append(redis, A, 0, 1, 2, 3);
    redis.release(A, StreamPosition.of(0, 2), StreamPosition.of(0, 1)).join();
    harness.assign(A, StreamPosition.of(0, 0));
    assertThatThrownBy(() -> harness.run(5))
        .isInstanceOf(EntriesMissingException.class)
        .hasMessageContaining("a:0")
        .hasMessageContaining("offset 0")
        .hasMessageContaining("offset 1");
  }

  @Test
  void failsIfAnotherProgramTrimsAheadOfTheReader() throws IOException {
    append(redis, A, 0, 1, 2, 3);
    harness.assign(A, 0);
    harness.run(5);
    append(redis, A, 3, 4);
    append(redis, A, 4, 5);
    redis.release(A, StreamPosition.of(0, 3), StreamPosition.of(0, 3)).join();
    assertThatThrownBy(() -> harness.run(60))
        .isInstanceOf(EntriesMissingException.class)
        .hasMessageContaining("offset 2")
        .hasMessageContaining("offset 3");
  }

  @Test
  void acceptsAStreamTrimmedUpToThePosition() throws IOException {
    append(redis, A, 0, 1, 2, 3);
    redis.release(A, StreamPosition.of(0, 1), StreamPosition.of(0, 1)).join();
    harness.assign(A, StreamPosition.of(0, 1));
    harness.run(5);
    assertThat(harness.output.elements).containsExactly("a:0@2=3");
  }

  @Test
  void continuesWhenRedisIsAvailableAgain() throws IOException {
    append(redis, A, 0, 1);
    harness.assign(A, 0);
    redis.failBefore(Kind.TRANSIENT);
    harness.run(5_000);
    harness.checkpoint(1);
    assertThat(harness.output.elements).isEmpty();
    redis.failBefore(null);
    harness.run(2_500);
    assertThat(harness.output.elements).containsExactly("a:0@0=1");
    harness.checkpoint(2);
    assertThat(redis.readerMarks(A).join().taken()).isEqualTo(1);
  }

  @Test
  void failsIfTheServerRefuses() throws IOException {
    harness.assign(A, 0);
    redis.failBefore(Kind.REFUSED);
    assertThatThrownBy(() -> harness.run(5_000)).hasMessageContaining("cannot read stream a:0");
  }

  @Test
  void failsIfTheServerKeepsRefusingToTrim() throws IOException {
    append(redis, A, 0, 1);
    harness.assign(A, 0);
    harness.run(3);
    redis.failBefore(Kind.REFUSED);
    for (int id = 1; id <= 5; id++) {
      harness.checkpoint(id);
    }
    redis.failBefore(null);
    assertThatThrownBy(() -> harness.run(1)).hasMessageContaining("cannot trim stream a:0");
  }

  @Test
  void failsOnAnUnreadableEntry() {
    redis.append(A, 0, List.of(new StreamEntry(7, new byte[] {1, 0, 1, 0, 0, 0, 0, 0, 0}))).join();
    harness.assign(A, 0);
    assertThatThrownBy(() -> harness.run(3))
        .isInstanceOf(CorruptFrameException.class)
        .hasMessageContaining("offset 6")
        .hasMessageContaining("a:0");
  }

  @Test
  void skipsAPausedSplit() throws IOException {
    append(redis, A, 0, 1);
    append(redis, B, 0, 2);
    harness.assign(A, 0);
    harness.assign(B, 0);
    harness.reader.pauseOrResumeSplits(List.of("a:0"), List.of());
    harness.run(5);
    assertThat(harness.output.elements).containsExactly("b:0@0=2");
    harness.reader.pauseOrResumeSplits(List.of(), List.of("a:0"));
    harness.run(1);
    assertThat(harness.output.elements).containsExactly("b:0@0=2", "a:0@0=1");
  }

  private static Lanes lanes(double floor, Lane... lanes) {
    return new Lanes(List.of(lanes), floor);
  }

  private static Lane lane(String name, double weight, boolean strict) {
    return new Lane(name, weight, strict, Double.POSITIVE_INFINITY);
  }

  private void renew(long version, double perSecond, Lanes lanes) {
    harness.rules(
        new ReadRules(version, perSecond, false, ReadRules.DEFAULT_BURST, lanes),
        new LaneTopics(Map.of(A.topic(), 0), 1));
  }

  private long emitted(StreamId stream) {
    return harness.output.elements.stream().filter(e -> e.startsWith(stream + "@")).count();
  }

  @Test
  void lanesTakeTurnsByWeight() throws IOException {
    use(Duration.ZERO, ReaderRate.CONTROLLED);
    long[] times = LongStream.range(0, 2_000).toArray();
    append(redis, A, 0, times);
    append(redis, B, 0, times);
    harness.assign(A, 0);
    harness.assign(B, 0);
    renew(1, Double.POSITIVE_INFINITY, lanes(0, lane("a", 3, false), lane("b", 1, false)));
    harness.reader.pollNext(harness.output);
    harness.reader.pollNext(harness.output);
    harness.reader.pollNext(harness.output);
    long all = harness.output.elements.size();
    assertThat(all).isGreaterThan(400);
    assertThat(emitted(A)).isBetween(3 * all / 4 - 24, 3 * all / 4 + 24);
    assertThat(harness.output.elements)
        .filteredOn(e -> e.startsWith(A + "@"))
        .extracting(e -> Long.valueOf(e.substring(e.indexOf('=') + 1)))
        .isSorted();
  }

  @Test
  void aLaneWithoutTokensBlocksNoOther() throws IOException {
    use(Duration.ZERO, ReaderRate.CONTROLLED);
    append(redis, A, 0, 1, 2, 3);
    append(redis, B, 0, 4, 5, 6);
    harness.assign(A, 0);
    harness.assign(B, 0);
    renew(1, 10, lanes(0, lane("a", 1, true), lane("b", 1, false)));
    harness.run(10);
    harness.lease(1, 0L, 2L);
    harness.run(10);
    assertThat(emitted(A)).isZero();
    assertThat(emitted(B)).isEqualTo(2);
    harness.lease(1, 1L, 0L);
    harness.run(10);
    assertThat(emitted(A)).isEqualTo(1);
  }

  @Test
  void bufferedRecordsMoveToTheNewLanes() throws IOException {
    use(Duration.ZERO, ReaderRate.CONTROLLED);
    append(redis, A, 0, 10, 20, 30);
    append(redis, B, 0, 11, 12, 13);
    harness.assign(A, 0);
    harness.assign(B, 0);
    renew(1, 10, lanes(0, lane("a", 1, false), lane("b", 1, false)));
    harness.lease(1, 1L, 1L);
    harness.run(10);
    harness.rules(ReadRules.unlimited(2), LaneTopics.ONE);
    harness.run(10);
    assertThat(harness.output.elements)
        .extracting(e -> e.substring(e.indexOf('=') + 1))
        .containsExactly("10", "11", "12", "13", "20", "30");
    ReaderReport report = harness.reports.get(harness.reports.size() - 1);
    assertThat(report.version()).isEqualTo(2);
  }
}
