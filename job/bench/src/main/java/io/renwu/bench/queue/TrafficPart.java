package io.renwu.bench.queue;

import io.renwu.bench.BenchOptions;
import io.renwu.bench.Report;
import io.renwu.bench.Samples;
import io.renwu.bench.Target;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.sink.SinkSettings;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import java.util.List;
import java.util.Objects;

/** Measures the server's memory for the demo's traffic, compressed. */
final class TrafficPart {
  private static final int RECORDS = 400_000;

  private final BenchOptions options;
  private final RawClient raw;
  private final RedisAccess access;

  TrafficPart(BenchOptions options, RawClient raw, RedisAccess access) {
    this.options = options;
    this.raw = raw;
    this.access = access;
  }

  void run(Report report) throws Exception {
    options.announce("memory of the demo's traffic");
    List<QueueRecord> records = Payloads.traffic(options.count(RECORDS), Payloads.BEGIN_MILLIS);
    raw.flushAll();
    long before = raw.info("used_memory");
    new AppendRun(access, SinkSettings.DEFAULT).append(records);
    double used = raw.info("used_memory") - before;
    double json = records.stream().mapToLong(TrafficPart::valueBytes).sum();
    report.add("traffic's JSON", "bytes/record", Samples.of(json / records.size()));
    report.add(
        "traffic in Redis, share of its JSON",
        "%",
        Samples.of(100 * used / json),
        Target.atMost(40));
  }

  private static long valueBytes(QueueRecord record) {
    return Objects.requireNonNull(record.value(), "every payload has a value").length;
  }
}
