package io.renwu.cli.queue;

import io.renwu.cli.OutputOption;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.inspect.AmountText;
import io.renwu.connector.redis.streams.inspect.EntryView;
import java.io.PrintWriter;
import java.util.List;

/** Prints entries one by one: as text, or as a line of JSON for each record. */
public final class PeekView {
  private final PrintWriter out;
  private final boolean json;
  private long recordCount;
  private long brokenCount;

  public PeekView(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /** Prints records of an entry; those of a broken one cannot be read. */
  public void print(EntryView entry, List<QueueRecord> records) {
    recordCount += records.size();
    brokenCount += entry.problem().isPresent() ? 1 : 0;
    if (json) {
      records.forEach(record -> OutputOption.print(out, PeekReport.of(entry, record)));
      entry
          .problem()
          .ifPresent(problem -> OutputOption.print(out, PeekReport.Broken.of(entry, problem)));
      return;
    }
    out.println(
        "entry " + entry.id() + ", " + AmountText.bytes(entry.frameBytes()) + contents(entry));
    for (QueueRecord record : records) {
      PeekReport report = PeekReport.of(entry, record);
      out.println("  " + report.offset() + "  " + report.receivedAt() + "  " + report.value());
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

  /** Whether no entry was broken; prints a note if nothing was printed before. */
  boolean finish() {
    if (!json && recordCount == 0 && brokenCount == 0) {
      out.println("no records in this range (--from 0 begins with the first record in the queue)");
    }
    return brokenCount == 0;
  }
}
