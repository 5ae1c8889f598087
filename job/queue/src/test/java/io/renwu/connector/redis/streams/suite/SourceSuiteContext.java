package io.renwu.connector.redis.streams.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.renwu.connector.redis.streams.Compression;
import io.renwu.connector.redis.streams.Frame;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.StreamEntry;
import io.renwu.connector.redis.streams.source.RedisStreamsSource;
import io.renwu.connector.redis.streams.source.config.QueueDeserializer;
import io.renwu.connector.redis.streams.source.config.ReaderRate;
import io.renwu.connector.redis.streams.source.config.SourceSettings;
import io.renwu.connector.redis.streams.source.config.StartPosition;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.testframe.external.ExternalContextFactory;
import org.apache.flink.connector.testframe.external.ExternalSystemSplitDataWriter;
import org.apache.flink.connector.testframe.external.source.DataStreamSourceExternalContext;
import org.apache.flink.connector.testframe.external.source.TestingSourceSettings;

/** One queue: every split that a test writes is a partition of one topic. */
final class SourceSuiteContext implements DataStreamSourceExternalContext<String> {
  private static final SourceSettings SETTINGS =
      new SourceSettings(
          StartPosition.TAKEN,
          Duration.ZERO,
          Duration.ofMillis(200),
          Duration.ofMillis(50),
          ReaderRate.OFF,
          Duration.ZERO,
          16 << 20);

  private final RedisAccess access;
  private final RedisStreams redis;
  private int partitions;

  private SourceSuiteContext(RedisAccess access) {
    this.access = access;
    this.redis = LettuceRedisStreams.connect(access);
  }

  @Override
  public Source<String, ?, ?> createSource(TestingSourceSettings settings) {
    RedisStreamsSource.Builder<String> builder =
        RedisStreamsSource.<String>builder()
            .access(access)
            .deserializer(new Texts())
            .settings(SETTINGS);
    return settings.getBoundedness() == Boundedness.BOUNDED
        ? builder.bounded().build()
        : builder.build();
  }

  @Override
  public ExternalSystemSplitDataWriter<String> createSourceSplitDataWriter(
      TestingSourceSettings settings) {
    StreamId stream = new StreamId("texts", partitions++);
    redis.register(stream, "only").join();
    return new SplitWriter(redis, stream);
  }

  @Override
  public List<String> generateTestData(TestingSourceSettings settings, int split, long seed) {
    Random random = new Random(seed);
    List<String> texts = new ArrayList<>();
    for (int left = 200 + random.nextInt(200); left > 0; left--) {
      texts.add(split + "-" + texts.size() + "-" + Long.toHexString(random.nextLong()));
    }
    return texts;
  }

  @Override
  public TypeInformation<String> getProducedType() {
    return Types.STRING;
  }

  @Override
  public List<URL> getConnectorJarPaths() {
    return List.of();
  }

  @Override
  public void close() {
    redis.close();
  }

  /** Makes the context of each test. */
  record Factory(RedisResource redis) implements ExternalContextFactory<SourceSuiteContext> {
    @Override
    public SourceSuiteContext createExternalContext(String testName) {
      return new SourceSuiteContext(redis.queue());
    }
  }

  /** Ten records an entry. */
  private record SplitWriter(RedisStreams redis, StreamId stream)
      implements ExternalSystemSplitDataWriter<String> {
    private static final int ENTRY_RECORDS = 10;

    @Override
    public void writeRecords(List<String> texts) {
      for (int from = 0; from < texts.size(); from += ENTRY_RECORDS) {
        append(texts.subList(from, Math.min(texts.size(), from + ENTRY_RECORDS)));
      }
    }

    private void append(List<String> texts) {
      long end = redis.highWater(stream).join();
      long offset = StreamPosition.offset(end) + 1;
      List<QueueRecord> records = new ArrayList<>();
      for (String text : texts) {
        records.add(new QueueRecord(stream, offset, 1_000 + offset, text.getBytes(UTF_8)));
        offset++;
      }
      byte[] frame = Frame.encode(end, records, Compression.NONE);
      long position = StreamPosition.of(0, offset - 1);
      redis.append(stream, end, List.of(new StreamEntry(position, frame))).join();
    }

    @Override
    public void close() {
      // The client is the context's.
    }
  }

  private static final class Texts implements QueueDeserializer<String> {
    private static final long serialVersionUID = 1;

    @Override
    public String deserialize(QueueRecord record) {
      return new String(record.value(), UTF_8);
    }

    @Override
    public long eventTimeMillis(String element) {
      return 0;
    }

    @Override
    public TypeInformation<String> getProducedType() {
      return Types.STRING;
    }
  }
}
