package io.renwu.cli.queue;

import io.renwu.cli.Table;
import io.renwu.cli.Table.Figure;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.StreamSnapshot;
import io.renwu.connector.redis.streams.control.RateReport;
import io.renwu.connector.redis.streams.inspect.AmountText;
import io.renwu.connector.redis.streams.inspect.QueueStatus;
import io.renwu.connector.redis.streams.inspect.StreamStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Formats a queue's status for a terminal. */
record QueueStatusView(QueueFigures figures) {
  private static final List<String> NARROW =
      List.of("STREAM", "STATE", "WAITING", "BYTES", "OLDEST", "LAG", "IN/S");
  private static final List<String> WIDE = List.of("MEMORY", "TRIMMED", "TAKEN", "APPENDED");

  /** The time of the status, RFC 3339. */
  String at() {
    return Instant.ofEpochMilli(figures.status().atMillis())
        .truncatedTo(ChronoUnit.SECONDS)
        .toString();
  }

  /** The table and the totals. */
  String text(boolean wide) {
    return table(wide) + total() + System.lineSeparator();
  }

  /** A row for each stream. */
  String table(boolean wide) {
    List<String> headings = new ArrayList<>(NARROW);
    if (wide) {
      headings.addAll(WIDE);
    }
    Table table = new Table(headings.toArray(String[]::new));
    for (StreamStatus stream : figures.status().streams()) {
      List<Object> row = narrow(stream);
      if (wide) {
        row.addAll(wide(stream));
      }
      table.add(row.toArray());
    }
    return table.toString();
  }

  private List<Object> narrow(StreamStatus stream) {
    List<Object> row = new ArrayList<>();
    row.add(stream.stream());
    row.add(state(stream));
    row.add(count(stream.waiting()));
    row.add(figure(stream.waitingBytes(), AmountText::bytes));
    row.add(figure(figures.age(stream), AmountText::span));
    row.add(figure(stream.lagMillis(), AmountText::span));
    row.add(figure(figures.appended(stream), QueueStatusView::perSecond));
    return row;
  }

  private static List<Object> wide(StreamStatus stream) {
    StreamSnapshot snapshot = stream.snapshot();
    List<Object> row = new ArrayList<>();
    row.add(figure(snapshot.memoryBytes(), AmountText::bytes));
    row.add(offset(snapshot.trimmed()));
    row.add(offset(snapshot.taken()));
    row.add(offset(snapshot.highWater()));
    return row;
  }

  /** Two lines of totals, one for each job lease that is held, and one for a loss. */
  String total() {
    StringBuilder lines = new StringBuilder(amounts());
    figures
        .status()
        .leases()
        .forEach(
            (role, lease) -> {
              if (!lease.released()) {
                lines.append(System.lineSeparator()).append(role).append(": ");
                lines.append(lease.holder()).append(", number ").append(lease.number());
              }
            });
    figures
        .status()
        .report()
        .map(RateReport::loss)
        .ifPresent(loss -> lines.append(System.lineSeparator()).append(loss));
    return lines.toString();
  }

  private String amounts() {
    if (figures.status().streams().isEmpty()) {
      return "no streams: nothing was appended yet";
    }
    StringBuilder total = new StringBuilder();
    total.append(AmountText.count(figures.status().sum(StreamStatus::waiting))).append(" waiting");
    Long bytes = figures.waitingBytes();
    if (bytes != null) {
      total.append(" (").append(AmountText.bytes(bytes)).append(")");
    }
    total.append(" in ").append(figures.status().streams().size());
    total.append(figures.status().streams().size() == 1 ? " stream" : " streams");
    Long memory = figures.memoryBytes();
    if (memory != null) {
      total.append(" of ").append(AmountText.bytes(memory));
    }
    Long oldest = figures.oldestAge();
    total.append(oldest == null ? "" : ", oldest " + AmountText.span(oldest));
    total.append(System.lineSeparator());
    total.append("appended ").append(perSecond(figures.appended())).append("/s, taken ");
    total.append(
        figures
            .status()
            .report()
            .map(report -> perSecond(report.achieved().over1s()) + "/s")
            .orElse("- (no task job reports)"));
    return total.append(", rate ").append(rate()).toString();
  }

  private String rate() {
    QueueStatus status = figures.status();
    Double rate = status.rate();
    return (rate == null ? "unlimited" : perSecond(rate) + "/s")
        + (status.paused() ? ", paused" : "")
        + status
            .report()
            .map(RateReport::problem)
            .map(problem -> " (newer rules cannot be read, see renwu rate get)")
            .orElse("");
  }

  private static String state(StreamStatus stream) {
    return stream.state().name().toLowerCase(Locale.ROOT);
  }

  private static Figure count(long count) {
    return new Figure(AmountText.count(count));
  }

  private static @Nullable Figure offset(long position) {
    long offset = StreamPosition.offset(position);
    return offset < 0 ? null : new Figure(Long.toString(offset));
  }

  private static <T> @Nullable Figure figure(@Nullable T value, Function<T, String> text) {
    return value == null ? null : new Figure(text.apply(value));
  }

  private static String perSecond(double rate) {
    return rate > 0 && rate < 10
        ? String.format(Locale.ROOT, "%.1f", rate)
        : AmountText.count(Math.round(rate));
  }
}
