package io.renwu.cli;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.inspect.Amounts;
import io.renwu.connector.redis.streams.inspect.EntryView;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints entries as they come: for people, or a line of JSON for each record. */
final class PeekPrinter {
  private final PrintWriter out;
  private final boolean json;
  private long records;
  private long broken;

  PeekPrinter(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /** Some records of an entry; none of a broken one. */
  void print(EntryView entry, List<QueueRecord> some) {
    records += some.size();
    broken += entry.problem().isPresent() ? 1 : 0;
    if (json) {
      some.forEach(record -> OutputOption.print(out, json(entry, record)));
      entry.problem().ifPresent(problem -> OutputOption.print(out, broken(entry, problem)));
      return;
    }
    out.println("entry " + entry.id() + ", " + Amounts.bytes(entry.frameBytes()) + contents(entry));
    for (QueueRecord record : some) {
      out.println("  " + record.offset() + "  " + receivedAt(record) + "  " + value(record));
    }
  }

  private static String contents(EntryView entry) {
    return entry
        .problem()
        .map(problem -> ", BROKEN: " + problem)
        .orElseGet(
            () ->
                ", offsets "
                    + entry.records().get(0).offset()
                    + " to "
                    + entry.lastOffset()
                    + " ("
                    + entry.records().size()
                    + (entry.records().size() == 1 ? " record)" : " records)"));
  }

  /** Whether no entry was broken; says so where nothing was printed at all. */
  boolean end() {
    if (!json && records == 0 && broken == 0) {
      out.println("no records there (--from 0 begins with the first that is left)");
    }
    return broken == 0;
  }

  private static Map<String, Object> json(EntryView entry, QueueRecord record) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("stream", record.stream().toString());
    json.put("offset", record.offset());
    json.put("receivedAt", receivedAt(record));
    json.put("value", value(record));
    json.put("entry", entry.id());
    return json;
  }

  private static Map<String, Object> broken(EntryView entry, String problem) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("stream", entry.stream().toString());
    json.put("entry", entry.id());
    json.put("bytes", entry.frameBytes());
    json.put("broken", problem);
    return json;
  }

  private static String receivedAt(QueueRecord record) {
    return Instant.ofEpochMilli(record.receivedAtMillis()).toString();
  }

  private static String value(QueueRecord record) {
    return new String(record.value(), StandardCharsets.UTF_8);
  }
}
