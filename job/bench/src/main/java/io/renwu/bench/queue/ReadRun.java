package io.renwu.bench.queue;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.SystemClock;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.source.config.PoisonPolicy;
import io.renwu.connector.redis.streams.source.config.QueueDeserializer;
import io.renwu.connector.redis.streams.source.config.ReaderRate;
import io.renwu.connector.redis.streams.source.config.SourceSettings;
import io.renwu.connector.redis.streams.source.reader.RedisStreamsReader;
import io.renwu.connector.redis.streams.source.split.StreamSplit;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import java.time.Duration;
import java.util.Set;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.core.io.InputStatus;

/** Runs the queue's reader with a counting output and no rate limit. */
final class ReadRun {
  private static final SourceSettings SETTINGS =
      new SourceSettings(
          SourceSettings.DEFAULT.start(),
          SourceSettings.DEFAULT.retained(),
          SourceSettings.DEFAULT.discoveryInterval(),
          SourceSettings.DEFAULT.pollInterval(),
          ReaderRate.OFF,
          Duration.ZERO,
          SourceSettings.DEFAULT.maxBufferedBytes());

  private final RedisAccess access;
  private final Set<StreamId> streams;

  ReadRun(RedisAccess access, Set<StreamId> streams) {
    this.access = access;
    this.streams = streams;
  }

  /** Reads the streams from their beginnings until this number of records has arrived. */
  void read(int records) throws Exception {
    Count count = new Count();
    try (RedisStreamsReader<QueueRecord> reader =
        new RedisStreamsReader<>(
            new ReaderContext(),
            LettuceRedisStreams.connect(access),
            new Plain(),
            SETTINGS,
            PoisonPolicy.never(),
            SystemClock.REAL)) {
      reader.start();
      reader.addSplits(
          streams.stream().map(stream -> new StreamSplit(stream, 0, Long.MAX_VALUE)).toList());
      while (count.records < records) {
        if (reader.pollNext(count) == InputStatus.NOTHING_AVAILABLE) {
          reader.isAvailable().get();
        }
      }
    }
  }

  /** Passes every record unchanged; its time of receipt is its event time. */
  private static final class Plain implements QueueDeserializer<QueueRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public QueueRecord deserialize(QueueRecord record) {
      return record;
    }

    @Override
    public long eventTimeMillis(QueueRecord record) {
      return record.receivedAtMillis();
    }

    @Override
    public TypeInformation<QueueRecord> getProducedType() {
      return TypeInformation.of(QueueRecord.class);
    }
  }

  private static final class Count implements ReaderOutput<QueueRecord> {
    private long records;

    @Override
    public void collect(QueueRecord record) {
      records++;
    }

    @Override
    public void collect(QueueRecord record, long timestamp) {
      records++;
    }

    @Override
    public SourceOutput<QueueRecord> createOutputForSplit(String splitId) {
      return this;
    }

    @Override
    public void releaseOutputForSplit(String splitId) {}

    @Override
    public void emitWatermark(Watermark watermark) {}

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}
  }
}
