package io.renwu.bench.queue;

import io.renwu.bench.BenchOptions;
import io.renwu.bench.Lap;
import io.renwu.bench.Report;
import io.renwu.bench.Samples;
import io.renwu.bench.Target;
import io.renwu.connector.redis.streams.Compression;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.sink.SinkSettings;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Measures writer and reader against the raw client: each round runs the same work with all of
 * them, and ratios are between results of the same round.
 */
final class ConnectorPart {
  private static final int RAW_RECORDS = 400_000;
  private static final int QUEUE_RECORDS = 1_600_000;

  private final BenchOptions options;
  private final RawClient raw;
  private final RedisAccess access;

  ConnectorPart(BenchOptions options, RawClient raw, RedisAccess access) {
    this.options = options;
    this.raw = raw;
    this.access = access;
  }

  private record QueueResult(Lap append, Lap read, double memoryPerRecord, double sentPerRecord) {}

  private record Round(Lap raw, double rawSent, QueueResult packed, QueueResult compressed) {}

  void run(Report report) throws Exception {
    List<QueueRecord> records = Payloads.small(options.count(QUEUE_RECORDS));
    List<QueueRecord> few = records.subList(0, options.count(RAW_RECORDS));
    SinkSettings compressing = SinkSettings.DEFAULT;
    List<Round> rounds = new ArrayList<>();
    for (int round = 0; round <= options.rounds(); round++) {
      options.announce("writer and reader, round " + round + " of " + options.rounds());
      raw.flushAll();
      long before = raw.info("total_net_input_bytes");
      Lap rawLap = Lap.of(few.size(), () -> raw.append(few));
      double rawSent = (double) (raw.info("total_net_input_bytes") - before) / few.size();
      Round done =
          new Round(
              rawLap,
              rawSent,
              measureQueue(records, uncompressed(compressing)),
              measureQueue(records, compressing));
      if (round > 0) {
        rounds.add(done);
      }
    }
    report(report, rounds);
  }

  private static SinkSettings uncompressed(SinkSettings settings) {
    return new SinkSettings(
        settings.maxEntryRecords(),
        settings.maxEntryBytes(),
        settings.maxDelay(),
        Compression.NONE,
        settings.maxBufferedBytes(),
        settings.deliveryTimeout());
  }

  private QueueResult measureQueue(List<QueueRecord> records, SinkSettings settings)
      throws Exception {
    raw.flushAll();
    long memory = raw.info("used_memory");
    long sent = raw.info("total_net_input_bytes");
    Lap append = Lap.of(records.size(), () -> new AppendRun(access, settings).append(records));
    double sentPerRecord = (double) (raw.info("total_net_input_bytes") - sent) / records.size();
    double memoryPerRecord = (double) (raw.info("used_memory") - memory) / records.size();
    Set<StreamId> streams =
        records.stream().map(QueueRecord::stream).collect(Collectors.toCollection(TreeSet::new));
    Lap read = Lap.of(records.size(), () -> new ReadRun(access, streams).read(records.size()));
    return new QueueResult(append, read, memoryPerRecord, sentPerRecord);
  }

  private static void report(Report report, List<Round> rounds) {
    report.add("raw client appends", "records/s", Samples.of(rounds, r -> r.raw().rate()));
    report.add(
        "writer appends", "records/s", Samples.of(rounds, r -> r.compressed().append().rate()));
    report.add(
        "writer appends, uncompressed",
        "records/s",
        Samples.of(rounds, r -> r.packed().append().rate()));
    report.add(
        "writer / raw client",
        "times",
        Samples.of(rounds, r -> r.compressed().append().rate() / r.raw().rate()),
        Target.atLeast(4));
    report.add(
        "writer / raw client, uncompressed",
        "times",
        Samples.of(rounds, r -> r.packed().append().rate() / r.raw().rate()),
        Target.atLeast(4));
    report.add("reader takes", "records/s", Samples.of(rounds, r -> r.compressed().read().rate()));
    report.add(
        "reader takes, uncompressed",
        "records/s",
        Samples.of(rounds, r -> r.packed().read().rate()));
    report.add(
        "reader / raw client",
        "times",
        Samples.of(rounds, r -> r.compressed().read().rate() / r.raw().rate()),
        Target.atLeast(9));
    report.add(
        "reader / raw client, uncompressed",
        "times",
        Samples.of(rounds, r -> r.packed().read().rate() / r.raw().rate()),
        Target.atLeast(9));
    report.add(
        "in Redis, 100-byte record uncompressed",
        "bytes/record",
        Samples.of(rounds, r -> r.packed().memoryPerRecord()),
        Target.atMost(115));
    report.add(
        "CPU of raw client", "ns/record", Samples.of(rounds, r -> r.raw().cpuNanosPerRecord()));
    report.add(
        "CPU of writer",
        "ns/record",
        Samples.of(rounds, r -> r.compressed().append().cpuNanosPerRecord()));
    report.add(
        "CPU of writer, uncompressed",
        "ns/record",
        Samples.of(rounds, r -> r.packed().append().cpuNanosPerRecord()));
    report.add(
        "CPU of reader",
        "ns/record",
        Samples.of(rounds, r -> r.compressed().read().cpuNanosPerRecord()));
    report.add(
        "CPU of reader, uncompressed",
        "ns/record",
        Samples.of(rounds, r -> r.packed().read().cpuNanosPerRecord()));
    report.add("sent by raw client", "bytes/record", Samples.of(rounds, Round::rawSent));
    report.add(
        "sent by writer", "bytes/record", Samples.of(rounds, r -> r.compressed().sentPerRecord()));
    report.add(
        "sent by writer, uncompressed",
        "bytes/record",
        Samples.of(rounds, r -> r.packed().sentPerRecord()));
    report.add(
        "allocated by writer's thread",
        "bytes/record",
        Samples.of(rounds, r -> r.compressed().append().allocatedPerRecord()));
    report.add(
        "allocated by reader's thread",
        "bytes/record",
        Samples.of(rounds, r -> r.compressed().read().allocatedPerRecord()));
  }
}
