package io.renwu.cli.queue;

import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.JobLease;
import io.renwu.connector.redis.streams.client.StreamSnapshot;
import io.renwu.connector.redis.streams.control.RateReport;
import io.renwu.connector.redis.streams.inspect.QueueStatus;
import io.renwu.connector.redis.streams.inspect.StreamStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The backlog and the rates of a queue; docs/queue.md lists the fields.
 *
 * @param at RFC 3339
 * @param leases the job leases by role
 */
public record QueueStatusReport(
    String at,
    long waiting,
    @Nullable Long waitingBytes,
    @Nullable Long memoryBytes,
    @Nullable Long oldestAgeMillis,
    @Nullable Long lagMillis,
    double appendedPerSecond,
    @Nullable Double takenPerSecond,
    int readers,
    @Nullable Double rate,
    boolean paused,
    @Nullable String problem,
    @Nullable String loss,
    Map<String, Lease> leases,
    List<Stream> streams) {

  /** A job lease. */
  record Lease(long number, String job, String host, String since, boolean released) {
    private static Lease of(JobLease lease) {
      return new Lease(lease.number(), lease.job(), lease.host(), lease.since(), lease.released());
    }
  }

  /** One stream; null fields are unknown. */
  record Stream(
      String stream,
      String state,
      long waiting,
      @Nullable Long waitingBytes,
      @Nullable Long memoryBytes,
      @Nullable Long oldestAgeMillis,
      @Nullable Long lagMillis,
      @Nullable Double appendedPerSecond,
      long entries,
      int epoch,
      long appendedOffset,
      long takenOffset,
      long trimmedOffset) {
    private static Stream of(StreamStatus stream, QueueFigures figures) {
      StreamSnapshot snapshot = stream.snapshot();
      Double appended = figures.appended(stream);
      return new Stream(
          stream.stream().toString(),
          stream.state().name().toLowerCase(Locale.ROOT),
          stream.waiting(),
          stream.waitingBytes(),
          snapshot.memoryBytes(),
          figures.age(stream),
          stream.lagMillis(),
          appended == null ? null : Double.valueOf(tenths(appended)),
          snapshot.entries(),
          StreamPosition.epoch(snapshot.highWater()),
          StreamPosition.offset(snapshot.highWater()),
          StreamPosition.offset(snapshot.taken()),
          StreamPosition.offset(snapshot.trimmed()));
    }
  }

  public static QueueStatusReport of(QueueFigures figures) {
    QueueStatus status = figures.status();
    Map<String, Lease> leases = new LinkedHashMap<>();
    status.leases().forEach((role, lease) -> leases.put(role, Lease.of(lease)));
    return new QueueStatusReport(
        Instant.ofEpochMilli(status.atMillis()).toString(),
        status.sum(StreamStatus::waiting),
        figures.waitingBytes(),
        figures.memoryBytes(),
        figures.oldestAge(),
        figures.lag(),
        tenths(figures.appended()),
        status.report().map(report -> report.achieved().over1s()).orElse(null),
        status.report().map(report -> report.readers().size()).orElse(0),
        status.rate(),
        status.paused(),
        status.report().map(RateReport::problem).orElse(null),
        status.report().map(RateReport::loss).orElse(null),
        leases,
        status.streams().stream().map(stream -> Stream.of(stream, figures)).toList());
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
