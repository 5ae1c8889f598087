package io.renwu.connector.redis.streams.sink;

import static io.renwu.connector.redis.streams.sink.WriterHarness.SETTINGS;
import static io.renwu.connector.redis.streams.sink.WriterHarness.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.Durability;
import io.renwu.connector.redis.streams.client.FakeRedisStreams;
import io.renwu.connector.redis.streams.client.ServerInfo;
import io.renwu.connector.redis.streams.client.StreamEntry;
import io.renwu.connector.redis.streams.client.WriterPosition;
import io.renwu.connector.redis.streams.testing.QueueContents;
import io.renwu.connector.redis.streams.transport.RedisStreamsException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RedisStreamsWriterTest {
  private final FakeRedisStreams redis = new FakeRedisStreams();

  private List<Long> offsets() {
    return QueueContents.offsets(redis, STREAM);
  }

  private static List<Long> range(long to) {
    return LongStream.range(0, to).boxed().toList();
  }

  @Test
  void aFlushAppendsEverythingPacked() throws Exception {
    WriterHarness harness = new WriterHarness(redis);
    StreamId other = new StreamId("behavior.comment", 0);
    for (long offset = 0; offset < 95; offset++) {
      harness.write(STREAM, offset);
      harness.write(other, offset * 3);
    }
    harness.flush();
    assertThat(offsets()).isEqualTo(range(95));
    assertThat(redis.length(STREAM).join()).isEqualTo(10);
    assertThat(QueueContents.offsets(redis, other)).hasSize(95);
    assertThat(redis.streams().join()).containsOnlyKeys(STREAM, other);
  }

  @Test
  void aCheckpointRegistersForgottenStreamsAgain() throws Exception {
    Runnable past = redis.backup();
    WriterHarness harness = new WriterHarness(redis);
    harness.writer.write(QueueRecord.origin(STREAM, 0, "-"), null);
    harness.flush();
    past.run();
    assertThat(redis.streams().join()).isEmpty();
    harness.flush();
    assertThat(redis.streams().join()).containsOnlyKeys(STREAM);
  }

  @Test
  void aReplayAppendsOnlyMissingRecords() throws Exception {
    WriterHarness first = new WriterHarness(redis);
    first.write(0, 57);
    first.flush();
    WriterHarness second = new WriterHarness(redis);
    second.write(20, 140);
    second.flush();
    assertThat(offsets()).isEqualTo(range(140));
  }

  @Test
  void anEntryThatIsNotFullIsAppendedAfterItsDelay() throws Exception {
    WriterHarness harness = new WriterHarness(redis);
    harness.write(0, 3);
    harness.mailbox.runAll();
    assertThat(offsets()).isEmpty();
    harness.pass(30);
    assertThat(offsets()).isEqualTo(range(3));
    harness.write(3, 5);
    harness.pass(30);
    assertThat(offsets()).isEqualTo(range(5));
  }

  @Test
  void noRecordWaitsLongerThanTheDelay() throws Exception {
    long delayMillis = SETTINGS.maxDelay().toMillis();
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      StreamId stream = new StreamId("t" + seed, 0);
      WriterHarness harness = new WriterHarness(redis);
      long[] writtenBy = new long[200];
      long next = 0;
      for (int millis = 0; millis < writtenBy.length; millis++) {
        harness.timers.advanceTo(millis);
        harness.mailbox.runAll();
        long due = millis < delayMillis ? 0 : writtenBy[(int) (millis - delayMillis)];
        assertThat(QueueContents.offsets(redis, stream))
            .as("seed %d at %d ms", seed, millis)
            .hasSizeGreaterThanOrEqualTo((int) due);
        for (int left = random.nextInt(20) - 14; left > 0; left--) {
          harness.write(stream, next++);
        }
        writtenBy[millis] = next;
      }
    }
  }

  @Test
  void aZombieWriterNeitherLosesNorDuplicatesRecords() throws Exception {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      StreamId stream = new StreamId("t" + seed, 0);
      WriterHarness zombie = new WriterHarness(redis);
      WriterHarness successor = new WriterHarness(redis);
      long zombieNext = 0;
      long successorNext = 0;
      while (zombieNext < 60 || successorNext < 120) {
        boolean zombies = random.nextBoolean();
        WriterHarness writer = zombies ? zombie : successor;
        for (int left = random.nextInt(15); left > 0; left--) {
          long offset = zombies ? zombieNext++ : successorNext++;
          writer.write(stream, offset);
        }
        switch (random.nextInt(3)) {
          case 0 -> writer.flush();
          case 1 -> writer.pass(10);
          default -> writer.mailbox.tryYield();
        }
      }
      zombie.flush();
      successor.flush();
      List<Long> offsets = QueueContents.offsets(redis, stream);
      assertThat(offsets).as("seed %d", seed).isEqualTo(range(Math.max(zombieNext, successorNext)));
    }
  }

  @Test
  void aLostAnswerNeitherLosesNorDuplicatesRecords() throws Exception {
    WriterHarness harness = new WriterHarness(redis);
    harness.write(0, 10);
    harness.pass(50);
    redis.loseNextAnswer();
    harness.write(10, 25);
    harness.pass(100);
    assertThat(offsets()).isEqualTo(range(25));
  }

  @Test
  void retriesWhileTheServerIsUnavailable() throws Exception {
    WriterHarness harness = new WriterHarness(redis);
    redis.failBefore(Kind.TRANSIENT);
    harness.write(0, 25);
    harness.pass(5_000);
    assertThat(harness.writer).isNotNull();
    redis.failBefore(null);
    harness.pass(3_000);
    assertThat(offsets()).isEqualTo(range(25));
  }

  @Test
  void failsIfTheServerStaysUnavailable() throws Exception {
    WriterHarness harness = new WriterHarness(redis);
    redis.failBefore(Kind.TRANSIENT);
    harness.write(0, 25);
    assertThatThrownBy(() -> harness.pass(60_000))
        .hasRootCauseMessage("told to fail")
        .hasStackTraceContaining("cannot append to stream behavior.login:0");
  }

  @Test
  void failsAtOnceIfTheServerRefuses() throws Exception {
    WriterHarness harness = new WriterHarness(redis);
    redis.failBefore(Kind.REFUSED);
    harness.write(0, 25);
    assertThatThrownBy(harness::flush).hasRootCauseMessage("told to fail");
  }

  @Test
  void continuesWhenTheServerHasRoomAgain() throws Exception {
    WriterHarness harness = new WriterHarness(redis);
    redis.refuseEntries("OOM command not allowed when used memory > 'maxmemory'.");
    harness.write(0, 25);
    harness.pass(20_000);
    redis.refuseEntries(null);
    harness.pass(3_000);
    assertThat(offsets()).isEqualTo(range(25));
  }

  @Test
  void failsAtOnceIfAnEntryCanNeverBeAppended() throws Exception {
    WriterHarness harness = new WriterHarness(redis);
    redis.refuseEntries("WRONGTYPE Operation against a key holding the wrong kind of value");
    harness.write(0, 25);
    assertThatThrownBy(() -> harness.pass(100)).hasStackTraceContaining("WRONGTYPE");
  }

  @Test
  void refusesAStreamOfALaterEpochThanItsRegistration() throws Exception {
    redis.append(STREAM, 0, List.of(new StreamEntry(StreamPosition.of(3, 9), new byte[1]))).join();
    WriterHarness harness = new WriterHarness(redis);
    harness.write(0, 25);
    assertThatThrownBy(() -> harness.pass(100))
        .hasStackTraceContaining("behavior.login:0")
        .hasStackTraceContaining("epoch 3, offset 9")
        .hasStackTraceContaining("epoch 0");
  }

  @Test
  void reportsRecordsThatTheServerLost() throws Exception {
    WriterHarness harness = new WriterHarness(redis);
    harness.write(0, 50);
    harness.flush();
    redis.loseAfter(STREAM, StreamPosition.of(0, 29));
    harness.write(50, 51);
    assertThatThrownBy(harness::flush)
        .rootCause()
        .isInstanceOf(LostRecordsException.class)
        .hasMessageContaining("behavior.login:0")
        .hasMessageContaining("offset 29")
        .hasMessageContaining("offset 49");
  }

  @Test
  void aLossInAStreamWithoutNewRecordsIsFoundAtTheCheckpoint() throws Exception {
    WriterHarness harness = new WriterHarness(redis);
    harness.write(0, 50);
    harness.flush();
    redis.loseAfter(STREAM, StreamPosition.of(0, 29));
    assertThatThrownBy(harness::flush).isInstanceOf(LostRecordsException.class);
  }

  @Test
  void aCheckpointStoresTheWritersMark() throws Exception {
    WriterHarness harness = new WriterHarness(redis);
    harness.writer.write(QueueRecord.origin(STREAM, 0, "-"), null);
    harness.flush();
    assertThat(redis.streams().join()).containsOnlyKeys(STREAM);
    assertThat(redis.writerPosition(STREAM).join()).isEqualTo(WriterPosition.NONE);
    harness.write(0, 5);
    harness.writer.write(QueueRecord.skip(STREAM, 8), null);
    harness.flush();
    assertThat(redis.writerPosition(STREAM).join())
        .isEqualTo(new WriterPosition(StreamPosition.of(0, 4), StreamPosition.of(0, 8)));
  }

  @Test
  void aReplayDoesNotMoveTheMarkBack() throws Exception {
    WriterHarness first = new WriterHarness(redis);
    first.write(0, 20);
    first.writer.write(QueueRecord.skip(STREAM, 25), null);
    first.flush();
    WriterHarness second = new WriterHarness(redis);
    second.write(10, 15);
    second.flush();
    assertThat(redis.writerPosition(STREAM).join().position()).isEqualTo(StreamPosition.of(0, 25));
  }

  @Test
  void aStreamThatEndsBeforeItsOriginHasLostRecords() throws Exception {
    WriterHarness first = new WriterHarness(redis);
    first.write(0, 20);
    first.flush();
    WriterHarness same = new WriterHarness(redis);
    same.writer.write(QueueRecord.origin(STREAM, 20, "-"), null);
    same.flush();
    redis.loseAfter(STREAM, StreamPosition.of(0, 9));
    WriterHarness second = new WriterHarness(redis);
    second.writer.write(QueueRecord.origin(STREAM, 20, "-"), null);
    assertThatThrownBy(second::flush).rootCause().isInstanceOf(LostRecordsException.class);
  }

  @Test
  void aCheckpointFailsIfTooFewReplicasAnswer() throws Exception {
    WriterHarness harness =
        new WriterHarness(redis, durable(new Durability(2, false, Duration.ofSeconds(3))));
    harness.write(0, 5);
    redis.setReplicas(1);
    assertThatThrownBy(harness::flush)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("within 3000 ms 1 of 2 replicas");
    redis.setReplicas(2);
    harness.flush();
  }

  @Test
  void refusesAServerThatCannotConfirmItsAppendOnlyFile() {
    WriterHarness harness =
        new WriterHarness(redis, durable(new Durability(0, true, Duration.ofSeconds(3))));
    assertThatThrownBy(harness.mailbox::runAll)
        .rootCause()
        .hasMessageContaining("version is 7.0.15")
        .hasMessageContaining("needs 7.2");
  }

  @Test
  void refusesAServerThatEvicts() {
    ServerInfo evicting = new ServerInfo("7.2.0", "allkeys-lru", true, 0, 0);
    assertThatThrownBy(() -> ServerCheck.require(evicting, Durability.NONE))
        .hasMessageContaining("allkeys-lru");
  }

  @Test
  void waitsForAFullServerWithoutLimit() throws Exception {
    WriterHarness harness = new WriterHarness(redis);
    redis.refuseEntries("OOM command not allowed when used memory > 'maxmemory'.");
    harness.write(0, 25);
    harness.pass(120_000);
    redis.refuseEntries(null);
    harness.pass(3_000);
    assertThat(offsets()).isEqualTo(range(25));
  }

  private static SinkSettings durable(Durability durability) {
    return new SinkSettings(
        10,
        1000,
        Duration.ofMillis(20),
        SETTINGS.compression(),
        1 << 20,
        Duration.ofSeconds(30),
        durability);
  }

  @Test
  void aRecreatedTopicContinuesInANewEpoch() throws Exception {
    WriterHarness first = new WriterHarness(redis);
    first.writer.write(QueueRecord.origin(STREAM, 0, "old"), null);
    first.write(0, 30);
    first.flush();
    WriterHarness second = new WriterHarness(redis);
    second.writer.write(QueueRecord.origin(STREAM, 0, "new"), null);
    second.write(0, 5);
    second.flush();
    assertThat(offsets()).hasSize(35).endsWith(0L, 1L, 2L, 3L, 4L);
    assertThat(redis.highWater(STREAM).join()).isEqualTo(StreamPosition.of(1, 4));
  }

  @Test
  void buffersNoMoreThanItsBound() throws Exception {
    SinkSettings tight =
        new SinkSettings(
            10, 1000, Duration.ZERO, SETTINGS.compression(), 200, Duration.ofSeconds(30));
    WriterHarness harness = new WriterHarness(redis, tight);
    harness.write(0, 500);
    assertThat(offsets().size()).isGreaterThan(450);
    harness.flush();
    assertThat(offsets()).isEqualTo(range(500));
  }

  @Test
  void refusesRecordsOutOfOrder() throws IOException, InterruptedException {
    WriterHarness harness = new WriterHarness(redis);
    harness.write(STREAM, 5);
    assertThatThrownBy(() -> harness.write(STREAM, 5))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("one writer");
  }
}
