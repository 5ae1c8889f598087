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
 * How a queue stands at one moment.
 *
 * @param atMillis by this machine, epoch milliseconds
 * @param streams in the order of their names
 * @param control the rate that is set; empty: none, or it cannot be read
 * @param report what the readers reach; empty if none takes part
 * @param leases who alone uses which end of the queue, by its role
 */
public record QueueStatus(
    long atMillis,
    List<StreamStatus> streams,
    Optional<RateDocument> control,
    Optional<RateReport> report,
    Map<String, JobLease> leases) {

  /** Records a second that are set, else what is in force; null = unlimited. */
  public @Nullable Double rate() {
    return control.isPresent() ? control.get().rate() : report.map(RateReport::rate).orElse(null);
  }

  /** Whether nothing is taken, whatever the rate. */
  public boolean paused() {
    return isPaused(control, report);
  }

  static boolean isPaused(Optional<RateDocument> control, Optional<RateReport> report) {
    return control
        .map(RateDocument::paused)
        .orElseGet(() -> report.map(RateReport::paused).orElse(false));
  }

  /** Of all streams together. */
  public long sum(ToLongFunction<StreamStatus> amount) {
    return streams.stream().mapToLong(amount).sum();
  }

  /**
   * Records appended to each stream since an earlier moment, by name and second; a stream that was
   * not there then, or ends earlier now, is left out.
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
