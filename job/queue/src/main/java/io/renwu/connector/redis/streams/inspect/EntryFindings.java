package io.renwu.connector.redis.streams.inspect;

import io.renwu.connector.redis.streams.StreamPosition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the entries of one stream in their order. Does no I/O. */
final class EntryFindings {
  /** The most findings that are kept per stream. */
  private static final int MOST = 5;

  private final List<QueueFinding> findings = new ArrayList<>();
  private @Nullable EntryView before;
  private long checked;
  private int broken;

  /** Checks the next entry of the stream. */
  void add(EntryView entry) {
    checked++;
    entry
        .problem()
        .ifPresent(
            problem ->
                keep(
                    QueueFinding.error(
                        "entry",
                        entry.stream().toString(),
                        "the entry " + entry.id() + " is broken: " + problem,
                        "a readable frame",
                        "renwu queue peek "
                            + entry.stream()
                            + " --from "
                            + entry.lastOffset()
                            + " shows it")));
    if (before != null && before.problem().isEmpty() && entry.problem().isEmpty()) {
      checkOrder(before, entry);
    }
    before = entry;
  }

  /** The next entry need not follow the last one directly. */
  void skip() {
    before = null;
  }

  private void checkOrder(EntryView earlier, EntryView entry) {
    long first = entry.records().get(0).offset();
    boolean sameEpoch =
        StreamPosition.epoch(entry.position()) == StreamPosition.epoch(earlier.position());
    if (sameEpoch && first <= earlier.lastOffset()) {
      keep(
          QueueFinding.error(
              "entry",
              entry.stream().toString(),
              "the entry " + entry.id() + " begins with offset " + first,
              "an offset after " + earlier.lastOffset() + ", at which the entry before it ends",
              "find out who writes to the stream besides the collector; readers skip repeated"
                  + " records"));
    }
    if (entry.previous() > earlier.position()) {
      keep(
          QueueFinding.error(
              "entry",
              entry.stream().toString(),
              "the entry "
                  + entry.id()
                  + " was appended after offset "
                  + StreamPosition.offset(entry.previous()),
              "the entry that ends there, before it; the entry before it ends at offset "
                  + earlier.lastOffset(),
              "find out who deleted entries; a reader with an earlier position fails: restore a"
                  + " later checkpoint"));
    }
  }

  private void keep(QueueFinding finding) {
    broken++;
    if (broken <= MOST) {
      findings.add(finding);
    }
  }

  long checked() {
    return checked;
  }

  /** The first findings, at most {@value #MOST}. */
  List<QueueFinding> findings() {
    return findings;
  }
}
