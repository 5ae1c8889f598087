package io.renwu.connector.redis.streams.sink;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.RedisStreams;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;

/**
 * Appends to many streams in parallel. Blocks its input while it buffers too much. A flush returns
 * when everything is in Redis and as durable as requested, or fails.
 */
final class RedisStreamsWriter<T> implements SinkWriter<T> {
  private final RedisStreams redis;
  private final RedisStreamsRecordSerializer<T> serializer;
  private final SinkSettings settings;
  private final MailboxExecutor mailbox;
  private final ProcessingTimeService timers;
  private final SinkMetrics metrics;
  private final CheckpointBarrier barrier;
  private final Map<StreamId, StreamAppender> appenders = new HashMap<>();
  private final WaitingBytes waitingBytes = new WaitingBytes();
  private boolean draining;

  RedisStreamsWriter(
      RedisStreams redis,
      RedisStreamsRecordSerializer<T> serializer,
      SinkSettings settings,
      MailboxExecutor mailbox,
      ProcessingTimeService timers,
      SinkWriterMetricGroup group) {
    this.redis = redis;
    this.serializer = serializer;
    this.settings = settings;
    this.mailbox = mailbox;
    this.timers = timers;
    this.metrics = new SinkMetrics(group, waitingBytes::get);
    this.barrier = new CheckpointBarrier(redis, settings, mailbox, timers, metrics);
    new ServerCheck(redis, settings.durability(), mailbox, timers).begin();
  }

  @Override
  public void write(T element, Context context) throws IOException, InterruptedException {
    QueueRecord record = serializer.serialize(element);
    if (record.kind() == QueueRecord.Kind.RECORD) {
      metrics.countWritten(PendingEntry.valueBytes(record));
    }
    appenders.computeIfAbsent(record.stream(), this::appender).add(record);
    if (waitingBytes.get() > settings.maxBufferedBytes()) {
      awaitRoom();
    }
  }

  private void awaitRoom() throws InterruptedException {
    do {
      metrics.setInputWaits(true, timers.getCurrentProcessingTime());
      mailbox.yield();
    } while (waitingBytes.get() > settings.maxBufferedBytes());
    metrics.setInputWaits(false, timers.getCurrentProcessingTime());
  }

  private StreamAppender appender(StreamId stream) {
    return new StreamAppender(
        new StreamChain(stream, settings, waitingBytes),
        redis,
        settings,
        mailbox,
        timers,
        metrics,
        () -> draining);
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    draining = true;
    try {
      appenders.values().forEach(StreamAppender::proceed);
      while (!appenders.values().stream().allMatch(StreamAppender::isDrained)) {
        mailbox.yield();
      }
      barrier.write(appenders.values());
    } finally {
      draining = false;
    }
  }

  @Override
  public void close() {
    redis.close();
  }
}
