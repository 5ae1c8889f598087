package io.renwu.connector.redis.streams.inspect;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.JobLease;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.control.RateReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The status of a queue at one moment.
 *
 * @param atMillis that moment by this machine's clock, epoch milliseconds
 * @param streams the streams in the order of their names
 * @param control the control document; empty if there is none or it cannot be read
 * @param report the readers' last report; empty if no reader runs
 * @param leases the job leases by their role
 */
public record QueueStatus(
    long atMillis,
    List<StreamStatus> streams,
    Optional<RateDocument> control,
    Optional<RateReport> report,
    Map<String, JobLease> leases) {

  /** The configured rate in records a second, else the reported one; null = unlimited. */
  public @Nullable Double rate() {
    return control.isPresent() ? control.get().rate() : report.map(RateReport::rate).orElse(null);
  }

  /** Whether reading is paused. */
  public boolean paused() {
    return isPaused(control, report);
  }

  static boolean isPaused(Optional<RateDocument> control, Optional<RateReport> report) {
    return control
        .map(RateDocument::paused)
        .orElseGet(() -> report.map(RateReport::paused).orElse(false));
  }

  /** The sum over all streams. */
  public long sum(ToLongFunction<StreamStatus> amount) {
    return streams.stream().mapToLong(amount).sum();
  }

  /**
   * Records per second that were appended to each stream since an earlier status, by its name. A
   * stream that did not exist then, or that ends earlier now, is left out.
   */
  public Map<String, Double> appendedPerSecond(QueueStatus earlier) {
    double seconds = (atMillis - earlier.atMillis) / 1e3;
    Map<StreamId, Long> before = new HashMap<>();
    earlier.streams.forEach(s -> before.put(s.stream(), s.snapshot().highWater()));
    Map<String, Double> rates = new TreeMap<>();
    for (StreamStatus status : streams) {
      Long from = before.get(status.stream());
      long to = status.snapshot().highWater();
      if (from != null && from <= to && seconds > 0) {
        rates.put(status.stream().toString(), StreamPosition.distance(from, to) / seconds);
      }
    }
    return rates;
  }
}
