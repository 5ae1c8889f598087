package io.renwu.connector.redis.streams.sink;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.client.RedisStreams;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;

/** Creates writers of queue records for tests of other packages. */
public final class PlainWriters {
  private PlainWriters() {}

  public static SinkWriter<QueueRecord> create(
      RedisStreams redis,
      SinkSettings settings,
      MailboxExecutor mailbox,
      ProcessingTimeService timers) {
    return WriterHarness.writer(redis, settings, mailbox, timers);
  }
}
