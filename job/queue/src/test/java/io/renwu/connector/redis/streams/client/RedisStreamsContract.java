package io.renwu.connector.redis.streams.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.AppendResult.Status;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.inspect.ServerFindings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The contract of every {@link RedisStreams}. */
abstract class RedisStreamsContract {
  static final StreamId STREAM = new StreamId("behavior.login", 3);
  private static final StreamId OTHER = new StreamId("behavior.login", 4);

  /** A client of an empty queue. */
  abstract RedisStreams redis();

  private static StreamEntry entry(long position) {
    return new StreamEntry(position, ("frame " + position).getBytes(UTF_8));
  }

  private AppendResult append(long expected, long... positions) {
    List<StreamEntry> batch =
        LongStream.of(positions).mapToObj(RedisStreamsContract::entry).toList();
    return redis().append(STREAM, expected, batch).join();
  }

  private List<Long> positions(long after, int max) {
    return redis().read(STREAM, after, max).join().stream().map(StreamEntry::position).toList();
  }

  @Test
  void appendsAChain() {
    assertThat(append(0, 5, 9)).isEqualTo(new AppendResult(Status.APPENDED, 9, null));
    assertThat(append(9, 12)).isEqualTo(new AppendResult(Status.APPENDED, 12, null));
    assertThat(redis().highWater(STREAM).join()).isEqualTo(12);
    assertThat(redis().length(STREAM).join()).isEqualTo(3);
    assertThat(redis().highWater(OTHER).join()).isZero();
    assertThat(redis().length(OTHER).join()).isZero();
  }

  @Test
  void appendsNothingWhenTheStreamEndsElsewhere() {
    append(0, 5, 9);
    assertThat(append(0, 5, 9)).isEqualTo(new AppendResult(Status.MISMATCH, 9, null));
    assertThat(append(5, 7)).isEqualTo(new AppendResult(Status.MISMATCH, 9, null));
    assertThat(append(11, 12)).isEqualTo(new AppendResult(Status.MISMATCH, 9, null));
    assertThat(positions(0, 10)).containsExactly(5L, 9L);
  }

  @Test
  void stopsAtARefusedEntryAndKeepsThoseBefore() {
    AppendResult result = append(0, 5, 9, 9, 12);
    assertThat(result.status()).isEqualTo(Status.PARTIAL);
    assertThat(result.highWater()).isEqualTo(9);
    assertThat(result.error()).isNotEmpty();
    assertThat(append(9, 12).status()).isEqualTo(Status.APPENDED);
    assertThat(positions(0, 10)).containsExactly(5L, 9L, 12L);
  }

  @Test
  void readsAfterAPositionUpToAPageSize() {
    long late = StreamPosition.of(StreamPosition.MAX_EPOCH, 7);
    append(0, 5, 9, 12, late);
    assertThat(positions(0, 2)).containsExactly(5L, 9L);
    assertThat(positions(7, 10)).containsExactly(9L, 12L, late);
    assertThat(positions(9, 10)).containsExactly(12L, late);
    assertThat(positions(late, 10)).isEmpty();
    assertThat(redis().read(STREAM, 9, 1).join().get(0).frame())
        .isEqualTo("frame 12".getBytes(UTF_8));
  }

  @Test
  void readsAndReleasesTakeEffectInOrder() {
    assertThat(redis().read(STREAM, 0, 10).join()).isEmpty();
    append(0, 5, 9, 12);
    CompletableFuture<List<StreamEntry>> before = redis().read(STREAM, 0, 10);
    CompletableFuture<Long> removed = redis().release(STREAM, 12, 9);
    CompletableFuture<List<StreamEntry>> after = redis().read(STREAM, 0, 10);
    assertThat(before.join()).hasSize(3);
    assertThat(removed.join()).isEqualTo(2);
    assertThat(after.join()).hasSize(1);
  }

  private BarrierResult writeMark(long appended, long seen) {
    return redis().barrier(Map.of(STREAM, new WriterMark(appended, seen)), Durability.NONE).join();
  }

  @Test
  void keepsThePositionSeen() {
    assertThat(redis().writerPosition(STREAM).join()).isEqualTo(WriterPosition.NONE);
    writeMark(0, 3);
    assertThat(redis().writerPosition(STREAM).join()).isEqualTo(new WriterPosition(0, 3));
    append(0, 5, 9);
    assertThat(redis().writerPosition(STREAM).join()).isEqualTo(new WriterPosition(9, 3));
    assertThat(writeMark(9, 14).ends()).containsExactly(Map.entry(STREAM, 9L));
    assertThat(redis().writerPosition(STREAM).join()).isEqualTo(new WriterPosition(9, 14));
    assertThat(redis().writerPosition(STREAM).join().position()).isEqualTo(14);
  }

  @Test
  void ignoresTheMarkOfAWriterThatExpectsAnotherEnd() {
    append(0, 5, 9);
    assertThat(writeMark(5, 14).ends()).containsExactly(Map.entry(STREAM, 9L));
    assertThat(redis().writerPosition(STREAM).join()).isEqualTo(new WriterPosition(9, 0));
  }

  @Test
  void aLowerMarkDoesNotReplaceAHigherOne() {
    append(0, 5, 9);
    writeMark(9, 14);
    writeMark(9, 10);
    assertThat(redis().writerPosition(STREAM).join()).isEqualTo(new WriterPosition(9, 14));
  }

  @Test
  void givesUpRecordsThatAreMissing() {
    append(0, 5);
    assertThat(redis().giveUp(STREAM, 40).join()).isEqualTo(new WriterPosition(5, 40));
    assertThat(redis().writerPosition(STREAM).join().position()).isEqualTo(40);
  }

  @Test
  void trimsOnlyForwardAndMovesTheMark() {
    append(0, 5, 9, 12);
    assertThat(redis().readerMarks(STREAM).join()).isEqualTo(ReaderMarks.NONE);
    assertThat(redis().release(STREAM, 11, 0).join()).isZero();
    assertThat(redis().readerMarks(STREAM).join()).isEqualTo(new ReaderMarks(0, 11));
    assertThat(redis().release(STREAM, 12, 11).join()).isEqualTo(2);
    assertThat(redis().release(STREAM, 12, 5).join()).isZero();
    assertThat(redis().readerMarks(STREAM).join()).isEqualTo(new ReaderMarks(11, 12));
    assertThat(positions(0, 10)).containsExactly(12L);
    assertThat(append(12, 20).status()).isEqualTo(Status.APPENDED);
  }

  @Test
  void comparesPositionsBeyondThePrecisionOfADouble() {
    long position = StreamPosition.of(StreamPosition.MAX_EPOCH, 10);
    append(0, position, position + 1);
    redis().release(STREAM, position, position).join();
    assertThat(redis().release(STREAM, position + 1, position + 1).join()).isEqualTo(1);
    assertThat(redis().readerMarks(STREAM).join())
        .isEqualTo(new ReaderMarks(position + 1, position + 1));
  }

  @Test
  void countsTheFailuresOfARecord() {
    long position = StreamPosition.of(StreamPosition.MAX_EPOCH, 10);
    Instant first = Instant.parse("2026-11-22T09:00:00Z");
    Instant second = Instant.parse("2026-11-22T09:00:01.250Z");
    assertThat(redis().failures(STREAM).join()).isEmpty();
    assertThat(redis().countFailure(STREAM, position, first, "a 评论; x").join()).isEqualTo(1);
    assertThat(redis().countFailure(STREAM, position + 1, first, "b").join()).isEqualTo(1);
    assertThat(redis().countFailure(STREAM, position, second, "c").join()).isEqualTo(2);
    assertThat(redis().failures(STREAM).join())
        .containsOnly(
            Map.entry(position, new RecordFailures(2, second, "c")),
            Map.entry(position + 1, new RecordFailures(1, first, "b")));
    assertThat(redis().failures(OTHER).join()).isEmpty();
  }

  @Test
  void trimmingRemovesTheFailuresOfRecords() {
    append(0, 9, 10, 11);
    redis().countFailure(STREAM, 9, Instant.EPOCH, "a").join();
    redis().countFailure(STREAM, 10, Instant.EPOCH, "a").join();
    redis().countFailure(STREAM, 11, Instant.EPOCH, "a").join();
    redis().countFailure(STREAM, 11, Instant.EPOCH, "a").join();
    redis().release(STREAM, 11, 0).join();
    assertThat(redis().failures(STREAM).join()).hasSize(3);
    redis().release(STREAM, 11, 10).join();
    assertThat(redis().failures(STREAM).join())
        .containsOnly(Map.entry(11L, new RecordFailures(2, Instant.EPOCH, "a")));
    assertThat(redis().countFailure(STREAM, 10, Instant.EPOCH, "late").join()).isZero();
    redis().release(STREAM, 12, 12).join();
    assertThat(redis().failures(STREAM).join()).isEmpty();
  }

  @Test
  void countsTheEpochsOfAStream() {
    assertThat(redis().register(STREAM, "made first").join()).isZero();
    assertThat(redis().register(STREAM, "made first").join()).isZero();
    assertThat(redis().register(STREAM, "made again").join()).isEqualTo(1);
    assertThat(redis().register(OTHER, "-").join()).isZero();
    assertThat(redis().streams().join())
        .containsOnly(
            Map.entry(STREAM, new StreamRegistration(1, "made again")),
            Map.entry(OTHER, new StreamRegistration(0, "-")));
  }

  @Test
  void replacesTheControlDocumentOfOneVersionOnly() {
    String first = RateDocument.of(1, null, false, "me", "now", "").toJson();
    String second = RateDocument.of(2, 10.0, true, "me", "now", "").toJson();
    assertThat(redis().control().join()).isEmpty();
    assertThat(redis().replaceControl(1, second).join()).isFalse();
    assertThat(redis().replaceControl(0, first).join()).isTrue();
    assertThat(redis().replaceControl(0, second).join()).isFalse();
    assertThat(redis().control().join()).contains(first);
    assertThat(redis().replaceControl(1, second).join()).isTrue();
    assertThat(redis().control().join()).contains(second);
    assertThat(redis().controlHistory(10).join()).containsExactly(second, first);
    assertThat(redis().controlHistory(1).join()).containsExactly(second);
  }

  @Test
  void restoresTheControlDocumentOnlyOverTheOneThatWasSeen() {
    String kept = RateDocument.of(7, 10.0, false, "me", "now", "").toJson();
    String newer = RateDocument.of(1, 20.0, false, "me", "later", "").toJson();
    assertThat(redis().restoreControl(Optional.of(newer), kept).join()).isFalse();
    assertThat(redis().restoreControl(Optional.empty(), kept).join()).isTrue();
    assertThat(redis().restoreControl(Optional.empty(), newer).join()).isFalse();
    assertThat(redis().restoreControl(Optional.of(kept), newer).join()).isTrue();
    assertThat(redis().restoreControl(Optional.of(kept), kept).join()).isFalse();
    assertThat(redis().controlHistory(9).join()).containsExactly(newer, kept);
  }

  private static JobLease lease(long number, String owner, boolean released) {
    return new JobLease(number, owner, "job of " + owner, "host", "now", 0, released);
  }

  private Optional<JobLease> present() {
    return redis().lease("tasks").join();
  }

  @Test
  void aLeaseIsAcquiredOnlyIfUnchanged() {
    assertThat(present()).isEmpty();
    assertThat(redis().acquireLease("tasks", Optional.empty(), lease(0, "a", false)).join())
        .isEqualTo(1);
    assertThat(redis().acquireLease("tasks", Optional.empty(), lease(0, "b", false)).join())
        .isZero();
    Optional<JobLease> seen = present();
    assertThat(seen).contains(new JobLease(1, "a", "job of a", "host", "now", 0, false));
    assertThat(redis().renewLease("tasks", lease(1, "a", false)).join()).isTrue();
    assertThat(present().orElseThrow().beat()).isEqualTo(1);
    assertThat(redis().acquireLease("tasks", seen, lease(0, "b", false)).join()).isZero();
    assertThat(redis().acquireLease("tasks", present(), lease(5, "b", false)).join()).isEqualTo(6);
    assertThat(redis().renewLease("tasks", lease(1, "a", false)).join()).isFalse();
    assertThat(redis().renewLease("tasks", lease(6, "a", false)).join()).isFalse();
    assertThat(redis().lease("collector").join()).isEmpty();
  }

  @Test
  void aLostLeaseIsWrittenAgainAndTheHigherNumberWins() {
    assertThat(redis().renewLease("tasks", lease(3, "a", false)).join()).isTrue();
    assertThat(redis().renewLease("tasks", lease(4, "b", false)).join()).isTrue();
    assertThat(redis().renewLease("tasks", lease(3, "a", false)).join()).isFalse();
    assertThat(redis().renewLease("tasks", lease(5, "c", true)).join()).isFalse();
    assertThat(redis().renewLease("tasks", lease(4, "b", true)).join()).isTrue();
    assertThat(present()).contains(new JobLease(4, "b", "job of b", "host", "now", 1, true));
  }

  /** The first commands wait for the connection. */
  @Test
  void commandsTakeEffectInTheOrderOfTheirCalls() {
    List<CompletableFuture<Boolean>> replaced = new ArrayList<>();
    List<CompletableFuture<AppendResult>> appended = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      String next = RateDocument.of(i + 1, null, false, "me", "now", "").toJson();
      replaced.add(redis().replaceControl(i, next));
      appended.add(redis().append(STREAM, i, List.of(entry(i + 1))));
    }
    assertThat(replaced).allMatch(CompletableFuture::join);
    assertThat(appended).allMatch(answer -> answer.join().status() == Status.APPENDED);
  }

  @Test
  void keepsAStatus() {
    assertThat(redis().status().join()).isEmpty();
    redis().putStatus("{}", Duration.ofMinutes(1)).join();
    assertThat(redis().status().join()).contains("{}");
  }

  @Test
  void readsTheServerInformation() {
    ServerInfo info = redis().serverInfo().join();
    assertThat(info.isAtLeast(7, 0)).as(info.version()).isTrue();
    assertThat(ServerFindings.of(info, Durability.NONE, "it")).isEmpty();
  }
}
