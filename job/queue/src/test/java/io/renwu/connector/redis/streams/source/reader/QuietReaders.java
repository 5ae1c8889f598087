package io.renwu.connector.redis.streams.source.reader;

import io.renwu.connector.redis.streams.SystemClock;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.source.config.PoisonPolicy;
import io.renwu.connector.redis.streams.source.config.QueueDeserializer;
import io.renwu.connector.redis.streams.source.config.SourceSettings;
import io.renwu.connector.redis.streams.source.split.StreamSplit;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;

/** Readers without a wakeup thread, for tests that poll them at any time. */
public final class QuietReaders {
  static final ReaderWakeup NEVER =
      new ReaderWakeup() {
        @Override
        public void wakeAt(long atNanos, long nowNanos) {
          // The test polls without a wakeup.
        }

        @Override
        public void close() {
          // There is no thread.
        }
      };

  private QuietReaders() {}

  public static <T> SourceReader<T, StreamSplit> create(
      SourceReaderContext context,
      RedisStreams redis,
      QueueDeserializer<T> deserializer,
      SourceSettings settings,
      SystemClock clock) {
    return new RedisStreamsReader<>(
        context, redis, deserializer, settings, PoisonPolicy.never(), clock, wake -> NEVER);
  }
}
