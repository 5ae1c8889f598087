package io.renwu.connector.redis.streams.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.renwu.connector.redis.streams.Frame;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.StreamEntry;
import io.renwu.connector.redis.streams.sink.RedisStreamsSink;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.testframe.external.ExternalContextFactory;
import org.apache.flink.connector.testframe.external.ExternalSystemDataReader;
import org.apache.flink.connector.testframe.external.sink.DataStreamSinkV2ExternalContext;
import org.apache.flink.connector.testframe.external.sink.TestingSinkSettings;

/**
 * One queue of four streams: element n of a test goes to stream n mod 4, at offset n div 4. The
 * suite's one source deals its elements to 1, 2 or 4 writers in turn, so that each stream reaches
 * one writer, in order.
 */
final class SinkSuiteContext implements DataStreamSinkV2ExternalContext<String> {
  private static final int STREAMS = 4;

  private final RedisAccess access;

  private SinkSuiteContext(RedisAccess access) {
    this.access = access;
  }

  @Override
  public Sink<String> createSink(TestingSinkSettings settings) {
    return RedisStreamsSink.<String>builder()
        .access(access)
        .serializer(SinkSuiteContext::record)
        .build();
  }

  private static StreamId stream(int partition) {
    return new StreamId("texts", partition);
  }

  private static QueueRecord record(String text) {
    int number = Integer.parseInt(text.substring(0, text.indexOf('-')));
    return new QueueRecord(
        stream(number % STREAMS), number / STREAMS, 1_000 + number, text.getBytes(UTF_8));
  }

  @Override
  public ExternalSystemDataReader<String> createSinkDataReader(TestingSinkSettings settings) {
    return new StreamsReader(LettuceRedisStreams.connect(access), new HashMap<>());
  }

  @Override
  public List<String> generateTestData(TestingSinkSettings settings, long seed) {
    Random random = new Random(seed);
    List<String> texts = new ArrayList<>();
    for (int left = 400 + random.nextInt(400); left > 0; left--) {
      texts.add(String.format("%06d-%x", texts.size(), random.nextLong()));
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
    // The server is the suite's.
  }

  /** Makes the context of each test. */
  record Factory(RedisResource redis) implements ExternalContextFactory<SinkSuiteContext> {
    @Override
    public SinkSuiteContext createExternalContext(String testName) {
      return new SinkSuiteContext(redis.queue());
    }
  }

  /** Every record that is in the streams, once for each time that it is there. */
  private record StreamsReader(RedisStreams redis, Map<StreamId, Long> positions)
      implements ExternalSystemDataReader<String> {
    private static final int PAGE = 100;

    @Override
    public List<String> poll(Duration timeout) {
      List<String> texts = new ArrayList<>();
      for (int partition = 0; partition < STREAMS; partition++) {
        StreamId stream = stream(partition);
        long after = positions.getOrDefault(stream, 0L);
        for (StreamEntry entry : redis.read(stream, after, PAGE).join()) {
          Frame.decode(stream, entry.frame()).stream()
              .map(record -> new String(record.value(), UTF_8))
              .forEach(texts::add);
          positions.put(stream, entry.position());
        }
      }
      return texts;
    }

    @Override
    public void close() {
      redis.close();
    }
  }
}
