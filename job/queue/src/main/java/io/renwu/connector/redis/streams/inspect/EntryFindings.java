package io.renwu.connector.redis.streams.inspect;

import io.renwu.connector.redis.streams.StreamPosition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with entries, one after the other. Does no I/O. */
final class EntryFindings {
  /** More of one stream say nothing new. */
  private static final int MOST = 5;

  private final List<QueueFinding> findings = new ArrayList<>();
  private @Nullable EntryView before;
  private long looked;
  private int broken;

  /** The next entry of the stream. */
  void add(EntryView entry) {
    looked++;
    entry
        .problem()
        .ifPresent(
            problem ->
                note(
                    QueueFinding.error(
                        "entry",
                        entry.stream().toString(),
                        "the entry " + entry.id() + " is broken: " + problem,
                        "a frame that can be read",
                        "renwu queue peek "
                            + entry.stream()
                            + " --from "
                            + entry.lastOffset()
                            + " shows it")));
    if (before != null && before.problem().isEmpty() && entry.problem().isEmpty()) {
      follows(before, entry);
    }
    before = entry;
  }

  /** Entries that come next do not follow the last one. */
  void skip() {
    before = null;
  }

  private void follows(EntryView earlier, EntryView entry) {
    long first = entry.records().get(0).offset();
    boolean sameEpoch =
        StreamPosition.epoch(entry.position()) == StreamPosition.epoch(earlier.position());
    if (sameEpoch && first <= earlier.lastOffset()) {
      note(
          QueueFinding.error(
              "entry",
              entry.stream().toString(),
              "the entry " + entry.id() + " begins with offset " + first,
              "an offset behind " + earlier.lastOffset() + ", where the one before it ends",
              "find out who writes to the stream besides the collector; readers leave the"
                  + " repetition out"));
    }
    if (entry.previous() > earlier.position()) {
      note(
          QueueFinding.error(
              "entry",
              entry.stream().toString(),
              "the entry "
                  + entry.id()
                  + " was appended behind offset "
                  + StreamPosition.offset(entry.previous()),
              "the entry that ends there, before it; the one before it ends at offset "
                  + earlier.lastOffset(),
              "find out who deleted entries; a reader that stands before them fails: restore a"
                  + " later checkpoint"));
    }
  }

  private void note(QueueFinding finding) {
    broken++;
    if (broken <= MOST) {
      findings.add(finding);
    }
  }

  long looked() {
    return looked;
  }

  /** The first of them. */
  List<QueueFinding> findings() {
    return findings;
  }
}
