package io.renwu.connector.redis.streams.inspect;

import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.RawEntry;
import io.renwu.connector.redis.streams.client.StreamSnapshot;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a stream, by its keys of one moment. Does no I/O. */
final class StreamFindings {
  private final StreamSnapshot stream;
  private final String subject;
  private final List<QueueFinding> findings = new ArrayList<>();

  private StreamFindings(StreamSnapshot stream) {
    this.stream = stream;
    this.subject = stream.stream().toString();
  }

  /**
   * All of them.
   *
   * @param epoch that the registry gives the stream
   */
  static List<QueueFinding> of(StreamSnapshot stream, int epoch, QueueExpectations expected) {
    StreamFindings found = new StreamFindings(stream);
    found.readable();
    if (stream.problems().isEmpty()) {
      found.epoch(epoch);
      found.chain();
      found.marks();
      found.seen();
      found.length(expected.maxRecords());
    }
    return found.findings;
  }

  private void readable() {
    for (String problem : stream.problems()) {
      error(
          "keys",
          problem,
          "a key as docs/queue.md describes it",
          "find out who wrote it; delete it, and what is missing is appended again from Kafka");
    }
  }

  private void epoch(int epoch) {
    if (StreamPosition.epoch(stream.highWater()) > epoch) {
      error(
          "epoch",
          "the stream ends in epoch "
              + StreamPosition.epoch(stream.highWater())
              + " and is registered with epoch "
              + epoch,
          "no later epoch than the registry's: neither job can go on with it",
          "set the stream's epoch in the registry to " + StreamPosition.epoch(stream.highWater()));
    }
  }

  private void chain() {
    long last = lastPosition();
    if (last < 0) {
      error(
          "chain",
          "the last id is " + stream.lastId(),
          "<position>-0: somebody else writes to the stream",
          "stop that; delete the stream's keys, and it is appended again from Kafka");
    } else if (last < stream.highWater()) {
      error(
          "chain",
          stream.lastId().isEmpty()
              ? "the stream's entries are gone; its mark says " + describe(stream.highWater())
              : "the stream ends at " + describe(last) + ", its mark at " + end(),
          "both at one position: the server lost records",
          "nothing, if the collector runs: it appends them again from Kafka (docs/queue.md, Loss)");
    } else if (last > stream.highWater() && stream.highWater() > 0) {
      error(
          "chain",
          "the stream ends at " + describe(last) + ", its mark at " + end(),
          "both at one position: the mark is old, or somebody else writes to the stream",
          "delete the mark (the key that ends with :h): it is then taken from the stream");
    }
  }

  private long lastPosition() {
    if (stream.lastId().isEmpty()) {
      return 0;
    }
    try {
      return StreamPosition.ofEntryId(stream.lastId());
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }

  private void marks() {
    if (stream.taken() > stream.highWater() && stream.highWater() > 0) {
      error(
          "taken",
          "taken up to " + describe(stream.taken()) + ", the stream ends at " + end(),
          "nothing taken that is not there: the server lost records, or the registry",
          "nothing, if both are in one epoch and the collector runs: it appends them again");
    }
    if (stream.trimmed() > stream.taken()) {
      warning(
          "trimmed",
          "trimmed up to "
              + describe(stream.trimmed())
              + ", taken up to "
              + describe(stream.taken()),
          "nothing trimmed that is not taken: these records were given up by hand",
          "nothing, if that was meant; a checkpoint from before it cannot be restored");
    }
    RawEntry first = stream.first();
    if (first != null && endsAtOrBefore(first, stream.trimmed())) {
      warning(
          "trimmed",
          "the first entry is "
              + first.id()
              + ", trimmed up to "
              + describe(stream.trimmed()),
          "no entry that ends at or before the mark",
          "nothing: the next trim removes it, and no reader reads it");
    }
  }

  private static boolean endsAtOrBefore(RawEntry entry, long position) {
    try {
      return StreamPosition.ofEntryId(entry.id()) <= position;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void seen() {
    if (stream.seenAt() > stream.highWater()) {
      warning(
          "seen",
          "at the collector's last checkpoint the stream ended at "
              + describe(stream.seenAt())
              + ", now at "
              + end(),
          "no end before that: the server lost records",
          "nothing, if the collector runs: it appends them again from Kafka (docs/queue.md, Loss)");
    }
  }

  private void length(long maxRecords) {
    long waiting = stream.waiting();
    if (maxRecords > 0 && waiting >= maxRecords) {
      warning(
          "queue.max.records",
          AmountText.count(waiting) + " records wait",
          "fewer than queue.max.records = "
              + AmountText.count(maxRecords)
              + ": the collector holds the partition, Kafka keeps the rest",
          "let the task job catch up: renwu rate get");
    }
  }

  private String end() {
    return describe(stream.highWater());
  }

  private static String describe(long position) {
    return position == StreamPosition.START
        ? "its beginning"
        : "offset "
            + StreamPosition.offset(position)
            + (StreamPosition.epoch(position) == 0
                ? ""
                : " of epoch " + StreamPosition.epoch(position));
  }

  private void error(String check, String found, String expected, String advice) {
    findings.add(QueueFinding.error(check, subject, found, expected, advice));
  }

  private void warning(String check, String found, String expected, String advice) {
    findings.add(QueueFinding.warning(check, subject, found, expected, advice));
  }
}
