package io.renwu.connector.redis.streams.source.reader;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.renwu.connector.redis.streams.Compression;
import io.renwu.connector.redis.streams.Frame;
import io.renwu.connector.redis.streams.LaneTopics;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.StreamEntry;
import io.renwu.connector.redis.streams.source.config.PoisonPolicy;
import io.renwu.connector.redis.streams.source.config.QueueDeserializer;
import io.renwu.connector.redis.streams.source.config.ReaderRate;
import io.renwu.connector.redis.streams.source.config.SourceSettings;
import io.renwu.connector.redis.streams.source.config.StartPosition;
import io.renwu.connector.redis.streams.source.event.LeaseEvent;
import io.renwu.connector.redis.streams.source.event.ReaderReport;
import io.renwu.connector.redis.streams.source.event.RulesEvent;
import io.renwu.connector.redis.streams.source.split.StreamSplit;
import io.renwu.connector.redis.streams.testing.ManualClock;
import io.renwu.connector.redis.streams.testing.ReaderHost;
import io.renwu.limit.ReadRules;
import io.renwu.limit.TokenLease;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** A reader that the test polls; values are event times, elements {@code stream@offset=value}. */
final class ReaderHarness implements AutoCloseable {
  final ManualClock clock = new ManualClock();
  final CollectingOutput<String> output = new CollectingOutput<>();
  final List<ReaderReport> reports = new ArrayList<>();
  final RedisStreams redis;
  final RedisStreamsReader<String> reader;

  ReaderHarness(RedisStreams redis, Duration retained, ReaderRate rate) {
    this(redis, retained, rate, PoisonPolicy.never());
  }

  ReaderHarness(
      RedisStreams redis, Duration retained, ReaderRate rate, PoisonPolicy<String> poison) {
    this(redis, retained, rate, poison, Duration.ZERO);
  }

  ReaderHarness(
      RedisStreams redis,
      Duration retained,
      ReaderRate rate,
      PoisonPolicy<String> poison,
      Duration maxDrift) {
    this.redis = redis;
    SourceSettings settings =
        new SourceSettings(
            StartPosition.TAKEN,
            retained,
            Duration.ofSeconds(1),
            Duration.ofMillis(50),
            rate,
            maxDrift,
            1 << 20);
    reader =
        new RedisStreamsReader<>(
            new ReaderHost(0, event -> reports.add((ReaderReport) event)),
            redis,
            new EventTimes(),
            settings,
            poison,
            clock,
            wake -> QuietReaders.NEVER);
    reader.start();
  }

  void assign(StreamId stream, long position) {
    reader.addSplits(List.of(new StreamSplit(stream, position)));
  }

  /** Appends an entry of records with the given event times; receivedAt is the offset. */
  static void append(RedisStreams redis, StreamId stream, long firstOffset, long... eventTimes) {
    List<QueueRecord> records = new ArrayList<>();
    for (long time : eventTimes) {
      long offset = firstOffset + records.size();
      records.add(new QueueRecord(stream, offset, offset, Long.toString(time).getBytes(UTF_8)));
    }
    long position = StreamPosition.of(0, firstOffset + eventTimes.length - 1);
    long end = redis.highWater(stream).join();
    redis
        .append(
            stream,
            end,
            List.of(new StreamEntry(position, Frame.encode(end, records, Compression.NONE))))
        .join();
  }

  /** Polls the reader for a span of time. */
  void run(long millis) throws IOException {
    for (long left = millis; left > 0; left--) {
      for (int turn = 0; turn < 3; turn++) {
        reader.pollNext(output);
      }
      clock.advance(1);
    }
  }

  void rules(ReadRules rules, LaneTopics topics) {
    reader.handleSourceEvents(new RulesEvent(rules, topics));
  }

  void lease(long version, Long... tokens) {
    reader.handleSourceEvents(
        new LeaseEvent(new TokenLease(version, List.of(tokens), Duration.ofSeconds(1).toNanos())));
  }

  /** Completes a checkpoint and returns its splits. */
  List<StreamSplit> checkpoint(long id) {
    List<StreamSplit> splits = reader.snapshotState(id);
    reader.notifyCheckpointComplete(id);
    return splits;
  }

  @Override
  public void close() {
    reader.close();
  }

  private static final class EventTimes implements QueueDeserializer<String> {
    private static final long serialVersionUID = 1;

    @Override
    public String deserialize(QueueRecord record) {
      return record.stream() + "@" + record.offset() + "=" + new String(record.value(), UTF_8);
    }

    @Override
    public long eventTimeMillis(String element) {
      return Long.parseLong(element.substring(element.indexOf('=') + 1));
    }

    @Override
    public TypeInformation<String> getProducedType() {
      return Types.STRING;
    }
  }
}
