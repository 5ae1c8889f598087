package io.renwu.connector.redis.streams.inspect;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.SystemClock;
import io.renwu.connector.redis.streams.client.JobLease;
import io.renwu.connector.redis.streams.client.QueueAccess;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.control.RateReport;
import io.renwu.connector.redis.streams.lease.LeaseSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Reads the status and the entries of a queue. Thread-safe; fails as the client's futures do. */
public final class QueueInspector {
  private final QueueAccess queue;
  private final SystemClock clock;

  /** Creates an inspector with this machine's clock. */
  public QueueInspector(QueueAccess queue) {
    this(queue, SystemClock.REAL);
  }

  /** Creates an inspector with the given clock. */
  public QueueInspector(QueueAccess queue, SystemClock clock) {
    this.queue = queue;
    this.clock = clock;
  }

  /** The status of the queue; each stream's keys are read at one moment. */
  public CompletableFuture<QueueStatus> status(QueueExpectations expected) {
    CompletableFuture<Optional<RateDocument>> control =
        queue.control().thenApply(QueueInspector::readable);
    CompletableFuture<Optional<RateReport>> report =
        queue.report().thenApply(text -> text.map(RateReport::parse));
    CompletableFuture<Map<StreamId, Integer>> streams =
        queue.registry().thenApply(QueueFindings::streams);
    CompletableFuture<Map<String, JobLease>> leases =
        lease(LeaseSettings.COLLECTOR)
            .thenCombine(
                lease(LeaseSettings.TASKS),
                (collector, tasks) -> {
                  Map<String, JobLease> all = new TreeMap<>(collector);
                  all.putAll(tasks);
                  return all;
                });
    return CompletableFuture.allOf(control, report, streams, leases)
        .thenCompose(
            done ->
                statuses(
                    streams.join(), expected, QueueStatus.isPaused(control.join(), report.join())))
        .thenApply(
            statuses ->
                new QueueStatus(
                    clock.millis(), statuses, control.join(), report.join(), leases.join()));
  }

  private CompletableFuture<Map<String, JobLease>> lease(String role) {
    return queue
        .lease(role)
        .thenApply(lease -> lease.map(found -> Map.of(role, found)).orElse(Map.of()));
  }

  /** An unreadable document counts as none; {@link QueueDoctor} reports it. */
  private static Optional<RateDocument> readable(Optional<String> document) {
    try {
      return document.map(RateDocument::parse);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private CompletableFuture<List<StreamStatus>> statuses(
      Map<StreamId, Integer> streams, QueueExpectations expected, boolean paused) {
    List<CompletableFuture<StreamStatus>> statuses =
        streams.entrySet().stream()
            .map(
                stream ->
                    queue
                        .snapshot(stream.getKey())
                        .thenApply(
                            snapshot ->
                                StreamStatus.of(snapshot, stream.getValue(), expected, paused)))
            .toList();
    return CompletableFuture.allOf(statuses.toArray(CompletableFuture[]::new))
        .thenApply(done -> statuses.stream().map(CompletableFuture::join).toList());
  }

  /** The first entries after a position, unpacked. */
  public CompletableFuture<List<EntryView>> entries(StreamId stream, long after, int max) {
    return queue
        .entries(stream, after, max)
        .thenApply(entries -> entries.stream().map(entry -> EntryView.of(stream, entry)).toList());
  }
}
