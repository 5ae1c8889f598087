package io.renwu.connector.redis.streams.source.reader;

import static io.renwu.connector.redis.streams.source.reader.ReaderHarness.append;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.connector.redis.streams.Compression;
import io.renwu.connector.redis.streams.Frame;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.FakeRedisStreams;
import io.renwu.connector.redis.streams.client.RecordFailures;
import io.renwu.connector.redis.streams.client.StreamEntry;
import io.renwu.connector.redis.streams.source.config.PoisonPolicy;
import io.renwu.connector.redis.streams.source.config.ReaderRate;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailedRecordsTest {
  private static final StreamId A = new StreamId("a", 0);

  private final FakeRedisStreams redis = new FakeRedisStreams();

  private static String givenUp(QueueRecord record, RecordFailures failures) {
    return record + "; " + failures.count() + "; " + failures.cause() + "=" + Long.MIN_VALUE;
  }

  /** A reader in a new attempt of the job. */
  private ReaderHarness attempt(PoisonPolicy<String> poison) {
    ReaderHarness harness = new ReaderHarness(redis, Duration.ZERO, ReaderRate.OFF, poison);
    harness.assign(A, 0);
    return harness;
  }

  private ReaderHarness attempt(int restarts) {
    return attempt(new PoisonPolicy<>(restarts, FailedRecordsTest::givenUp));
  }

  /** Appends three records, of which the reader cannot read the second. */
  private void appendPoison() {
    append(redis, A, 0, 10);
    List<QueueRecord> unreadable = List.of(new QueueRecord(A, 1, 1, "x".getBytes(UTF_8)));
    StreamEntry entry =
        new StreamEntry(StreamPosition.of(0, 1), Frame.encode(0, unreadable, Compression.NONE));
    redis.append(A, StreamPosition.of(0, 0), List.of(entry)).join();
    append(redis, A, 2, 30);
  }

  @Test
  void anUnreadableRecordIsGivenUpAfterTheConfiguredRestarts() throws IOException {
    appendPoison();
    for (long attempt = 1; attempt <= 2; attempt++) {
      ReaderHarness harness = attempt(2);
      assertThatThrownBy(() -> harness.run(3)).isInstanceOf(NumberFormatException.class);
      RecordFailures failures = redis.failures(A).join().get(StreamPosition.of(0, 1));
      assertThat(failures.count()).isEqualTo(attempt);
      assertThat(failures.cause()).startsWith("java.lang.NumberFormatException: For input string");
    }
    for (int again = 0; again < 2; again++) {
      ReaderHarness harness = attempt(2);
      harness.run(3);
      assertThat(harness.output.elements).hasSize(3).startsWith("a:0@0=10").endsWith("a:0@2=30");
      assertThat(harness.output.elements.get(1)).startsWith("a:0@1 (1 bytes); 2; java.lang.Number");
      assertThat(redis.failures(A).join()).hasSize(1);
    }
    ReaderHarness last = attempt(2);
    last.run(3);
    last.checkpoint(1);
    assertThat(redis.readerMarks(A).join().trimmed()).isEqualTo(StreamPosition.of(0, 2));
    assertThat(redis.failures(A).join()).isEmpty();
  }

  @Test
  void recordsThatFailedLessOftenAreRead() throws IOException {
    append(redis, A, 0, 10, 20, 30);
    redis.countFailure(A, StreamPosition.of(0, 1), Instant.EPOCH, "once").join();
    ReaderHarness harness = attempt(2);
    harness.run(3);
    assertThat(harness.output.elements).containsExactly("a:0@0=10", "a:0@1=20", "a:0@2=30");
  }

  @Test
  void noRecordIsReadBeforeTheFailedOnesAreKnown() throws IOException {
    append(redis, A, 0, 10, 20);
    redis.countFailure(A, StreamPosition.of(0, 0), Instant.EPOCH, "twice").join();
    redis.countFailure(A, StreamPosition.of(0, 0), Instant.EPOCH, "twice").join();
    redis.failLookUps(true);
    ReaderHarness harness = attempt(2);
    harness.run(50);
    assertThat(harness.output.elements).isEmpty();
    redis.failLookUps(false);
    harness.run(500);
    assertThat(harness.output.elements).hasSize(2).first().asString().contains("twice");
  }

  @Test
  void thePolicyNeverCountsAndGivesUpNothing() {
    appendPoison();
    redis.countFailure(A, StreamPosition.of(0, 0), Instant.EPOCH, "of another time").join();
    ReaderHarness harness = attempt(PoisonPolicy.never());
    assertThatThrownBy(() -> harness.run(3)).isInstanceOf(NumberFormatException.class);
    assertThat(redis.failures(A).join()).containsOnlyKeys(StreamPosition.of(0, 0));
  }

  @Test
  void aFailureThatCannotBeCountedIsThrownUnchanged() {
    appendPoison();
    redis.failCounting(true);
    ReaderHarness harness = attempt(2);
    assertThatThrownBy(() -> harness.run(3)).isInstanceOf(NumberFormatException.class);
    assertThat(redis.failures(A).join()).isEmpty();
  }
}
