package io.renwu.cli;

import io.renwu.cli.Table.Figure;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.RateReport;
import io.renwu.connector.redis.streams.client.StreamSnapshot;
import io.renwu.connector.redis.streams.inspect.Amounts;
import io.renwu.connector.redis.streams.inspect.QueueStatus;
import io.renwu.connector.redis.streams.inspect.StreamStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A queue's status as people and programs read it.
 *
 * @param appendedPerSecond records by stream; a stream without a rate is left out
 */
record StatusReport(QueueStatus status, Map<String, Double> appendedPerSecond) {
  private static final List<String> NARROW =
      List.of("STREAM", "STATE", "WAITING", "BYTES", "OLDEST", "LAG", "IN/S");
  private static final List<String> WIDE = List.of("MEMORY", "TRIMMED", "TAKEN", "APPENDED");

  /** When, as RFC 3339. */
  String at() {
    return Instant.ofEpochMilli(status.atMillis()).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A row for each stream. */
  String table(boolean wide) {
    List<String> headings = new ArrayList<>(NARROW);
    if (wide) {
      headings.addAll(WIDE);
    }
    Table table = new Table(headings.toArray(String[]::new));
    for (StreamStatus stream : status.streams()) {
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
    row.add(word(stream));
    row.add(count(stream.waiting()));
    row.add(figure(stream.waitingBytes(), Amounts::bytes));
    row.add(figure(age(stream), Amounts::span));
    row.add(figure(stream.lagMillis(), Amounts::span));
    row.add(figure(rate(stream), StatusReport::perSecond));
    return row;
  }

  private static List<Object> wide(StreamStatus stream) {
    StreamSnapshot snapshot = stream.snapshot();
    List<Object> row = new ArrayList<>();
    row.add(figure(snapshot.memoryBytes(), Amounts::bytes));
    row.add(offset(snapshot.trimmed()));
    row.add(offset(snapshot.taken()));
    row.add(offset(snapshot.highWater()));
    return row;
  }

  /** Two lines, one for each job that has its end of the queue alone, and one of a loss. */
  String total() {
    StringBuilder lines = new StringBuilder(amounts());
    status
        .leases()
        .forEach(
            (role, lease) -> {
              if (!lease.released()) {
                lines.append(System.lineSeparator()).append(role).append(": ");
                lines.append(lease.holder()).append(", number ").append(lease.number());
              }
            });
    status
        .report()
        .map(RateReport::loss)
        .ifPresent(loss -> lines.append(System.lineSeparator()).append(loss));
    return lines.toString();
  }

  private String amounts() {
    if (status.streams().isEmpty()) {
      return "no streams: nothing was appended yet";
    }
    StringBuilder total = new StringBuilder();
    total.append(Amounts.count(status.sum(StreamStatus::waiting))).append(" waiting");
    Long bytes = sum(StreamStatus::waitingBytes);
    if (bytes != null) {
      total.append(" (").append(Amounts.bytes(bytes)).append(")");
    }
    total.append(" in ").append(status.streams().size());
    total.append(status.streams().size() == 1 ? " stream" : " streams");
    Long memory = sum(stream -> stream.snapshot().memoryBytes());
    if (memory != null) {
      total.append(" of ").append(Amounts.bytes(memory));
    }
    Long oldest = most(this::age);
    total.append(oldest == null ? "" : ", oldest " + Amounts.span(oldest));
    total.append(System.lineSeparator());
    total.append("appended ").append(perSecond(appended())).append("/s, taken ");
    total.append(
        status
            .report()
            .map(report -> perSecond(report.achieved().over1s()) + "/s")
            .orElse("- (no task job reports)"));
    return total.append(", rate ").append(rate()).toString();
  }

  private String rate() {
    Double rate = status.rate();
    return (rate == null ? "unlimited" : perSecond(rate) + "/s")
        + (status.paused() ? ", paused" : "")
        + status
            .report()
            .map(RateReport::problem)
            .map(problem -> " (newer rules cannot be read, see renwu rate get)")
            .orElse("");
  }

  /** For programs; docs/queue.md lists the fields. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", Instant.ofEpochMilli(status.atMillis()).toString());
    json.put("waiting", status.sum(StreamStatus::waiting));
    json.put("waitingBytes", sum(StreamStatus::waitingBytes));
    json.put("memoryBytes", sum(stream -> stream.snapshot().memoryBytes()));
    json.put("oldestAgeMillis", most(this::age));
    json.put("lagMillis", most(StreamStatus::lagMillis));
    json.put("appendedPerSecond", tenths(appended()));
    json.put(
        "takenPerSecond", status.report().map(report -> report.achieved().over1s()).orElse(null));
    json.put("readers", status.report().map(RateReport::readers).map(List::size).orElse(0));
    json.put("rate", status.rate());
    json.put("paused", status.paused());
    json.put("problem", status.report().map(RateReport::problem).orElse(null));
    json.put("loss", status.report().map(RateReport::loss).orElse(null));
    Map<String, Object> leases = new LinkedHashMap<>();
    status.leases().forEach((role, lease) -> leases.put(role, lease.json()));
    json.put("leases", leases);
    json.put("streams", status.streams().stream().map(this::json).toList());
    return json;
  }

  private Map<String, Object> json(StreamStatus stream) {
    StreamSnapshot snapshot = stream.snapshot();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("stream", stream.stream().toString());
    json.put("state", word(stream));
    json.put("waiting", stream.waiting());
    json.put("waitingBytes", stream.waitingBytes());
    json.put("memoryBytes", snapshot.memoryBytes());
    json.put("oldestAgeMillis", age(stream));
    json.put("lagMillis", stream.lagMillis());
    Double rate = rate(stream);
    json.put("appendedPerSecond", rate == null ? null : tenths(rate));
    json.put("entries", snapshot.entries());
    json.put("epoch", StreamPosition.epoch(snapshot.highWater()));
    json.put("appendedOffset", StreamPosition.offset(snapshot.highWater()));
    json.put("takenOffset", StreamPosition.offset(snapshot.taken()));
    json.put("trimmedOffset", StreamPosition.offset(snapshot.trimmed()));
    return json;
  }

  private static String word(StreamStatus stream) {
    return stream.state().name().toLowerCase(Locale.ROOT);
  }

  private Long age(StreamStatus stream) {
    Long received = stream.oldestReceivedAtMillis();
    return received == null ? null : Long.valueOf(Math.max(0, status.atMillis() - received));
  }

  private Double rate(StreamStatus stream) {
    return appendedPerSecond.get(stream.stream().toString());
  }

  private double appended() {
    return appendedPerSecond.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Null where one of them is not known. */
  private Long sum(Function<StreamStatus, Long> amount) {
    List<Long> amounts = status.streams().stream().map(amount).toList();
    return amounts.contains(null)
        ? null
        : Long.valueOf(amounts.stream().mapToLong(Long::longValue).sum());
  }

  /** Null where none is known. */
  private Long most(Function<StreamStatus, Long> amount) {
    return status.streams().stream()
        .map(amount)
        .filter(Objects::nonNull)
        .max(Long::compare)
        .orElse(null);
  }

  private static Figure count(long count) {
    return new Figure(Amounts.count(count));
  }

  private static Figure offset(long position) {
    long offset = StreamPosition.offset(position);
    return offset < 0 ? null : new Figure(Long.toString(offset));
  }

  private static <T> Figure figure(T value, Function<T, String> text) {
    return value == null ? null : new Figure(text.apply(value));
  }

  private static String perSecond(double rate) {
    return rate > 0 && rate < 10
        ? String.format(Locale.ROOT, "%.1f", rate)
        : Amounts.count(Math.round(rate));
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
