package io.renwu.connector.redis.streams.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.renwu.connector.redis.streams.Compression;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.testing.ManualMailbox;
import io.renwu.connector.redis.streams.testing.ManualTimers;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A writer with a mailbox and a clock that the test drives. */
final class WriterHarness {
  static final StreamId STREAM = new StreamId("behavior.login", 0);
  static final SinkSettings SETTINGS =
      new SinkSettings(
          10, 1000, Duration.ofMillis(20), Compression.DEFLATE, 1 << 20, Duration.ofSeconds(30));

  final ManualMailbox mailbox = new ManualMailbox();
  final ManualTimers timers = new ManualTimers(mailbox);
  final RedisStreamsWriter<QueueRecord> writer;

  WriterHarness(RedisStreams redis, SinkSettings settings) {
    writer = writer(redis, settings, mailbox, timers);
  }

  /** Creates a writer with metrics that the test reads. */
  WriterHarness(RedisStreams redis, SinkSettings settings, SinkWriterMetricGroup group) {
    writer = writer(redis, settings, mailbox, timers, group);
  }

  static RedisStreamsWriter<QueueRecord> writer(
      RedisStreams redis,
      SinkSettings settings,
      MailboxExecutor mailbox,
      ProcessingTimeService timers) {
    return writer(
        redis, settings, mailbox, timers, UnregisteredMetricsGroup.createSinkWriterMetricGroup());
  }

  private static RedisStreamsWriter<QueueRecord> writer(
      RedisStreams redis,
      SinkSettings settings,
      MailboxExecutor mailbox,
      ProcessingTimeService timers,
      SinkWriterMetricGroup group) {
    return new RedisStreamsWriter<>(redis, record -> record, settings, mailbox, timers, group);
  }

  static QueueRecord record(StreamId stream, long offset) {
    return new QueueRecord(stream, offset, 1_000 + offset, ("record " + offset).getBytes(UTF_8));
  }

  WriterHarness(RedisStreams redis) {
    this(redis, SETTINGS);
  }

  void write(long from, long to) throws IOException, InterruptedException {
    for (long offset = from; offset < to; offset++) {
      write(STREAM, offset);
    }
  }

  void write(StreamId stream, long offset) throws IOException, InterruptedException {
    writer.write(record(stream, offset), null);
  }

  void flush() throws IOException, InterruptedException {
    writer.flush(false);
  }

  /** Advances the time in steps of 10 ms, and runs the mailbox after each. */
  void pass(long millis) {
    for (long left = millis; left > 0; left -= 10) {
      timers.advanceTo(timers.getCurrentProcessingTime() + 10);
      mailbox.runAll();
    }
  }
}
