package io.renwu.connector.redis.streams.inspect;

import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.RawEntry;
import io.renwu.connector.redis.streams.client.StreamSnapshot;
import java.util.ArrayList;
import java.util.List;

/** Checks the keys of a stream, as of one moment. Does no I/O. */
final class StreamFindings {
  private final StreamSnapshot stream;
  private final String subject;
  private final List<QueueFinding> findings = new ArrayList<>();

  private StreamFindings(StreamSnapshot stream) {
    this.stream = stream;
    this.subject = stream.stream().toString();
  }

  /**
   * All findings.
   *
   * @param epoch the stream's epoch in the registry
   */
  static List<QueueFinding> of(StreamSnapshot stream, int epoch, QueueExpectations expected) {
    StreamFindings found = new StreamFindings(stream);
    found.checkKeys();
    if (stream.problems().isEmpty()) {
      found.checkEpoch(epoch);
      found.checkChain();
      found.checkMarks();
      found.checkSeen();
      found.checkLength(expected.maxRecords());
    }
    return found.findings;
  }

  private void checkKeys() {
    for (String problem : stream.problems()) {
      error(
          "keys",
          problem,
          "a key as docs/queue.md describes it",
          "find out who wrote it, and delete it: the collector appends what is missing from Kafka");
    }
  }

  private void checkEpoch(int epoch) {
    if (StreamPosition.epoch(stream.highWater()) > epoch) {
      error(
          "epoch",
          "the stream ends in epoch "
              + StreamPosition.epoch(stream.highWater())
              + " but is registered with epoch "
              + epoch,
          "no later epoch than the registry's: neither job can continue with it",
          "set the stream's epoch in the registry to " + StreamPosition.epoch(stream.highWater()));
    }
  }

  private void checkChain() {
    long last = lastPosition();
    if (last < 0) {
      error(
          "chain",
          "the last id is " + stream.lastId(),
          "<position>-0: another program writes to the stream",
          "stop it and delete the stream's keys: the collector appends it again from Kafka");
    } else if (last < stream.highWater()) {
      error(
          "chain",
          stream.lastId().isEmpty()
              ? "the stream's entries are gone; its mark is at " + describe(stream.highWater())
              : "the stream ends at " + describe(last) + ", its mark at " + end(),
          "both at the same position: the server lost records",
          "nothing, if the collector runs: it appends them again from Kafka (docs/queue.md, Loss)");
    } else if (last > stream.highWater() && stream.highWater() > 0) {
      error(
          "chain",
          "the stream ends at " + describe(last) + ", its mark at " + end(),
          "both at the same position: the mark is old, or another program writes to the stream",
          "delete the mark (the key that ends with :h): it is then read from the stream");
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

  private void checkMarks() {
    if (stream.taken() > stream.highWater() && stream.highWater() > 0) {
      error(
          "taken",
          "checkpoints cover it up to " + describe(stream.taken()) + ", it ends at " + end(),
          "no checkpoint beyond the end: the server lost records, or the registry",
          "nothing, if both are in one epoch and the collector runs: it appends the records again");
    }
    if (stream.trimmed() > stream.taken()) {
      warning(
          "trimmed",
          "trimmed up to "
              + describe(stream.trimmed())
              + ", checkpoints cover it up to "
              + describe(stream.taken()),
          "nothing trimmed that no checkpoint covers: an operator gave these records up",
          "nothing, if that was intended; earlier checkpoints cannot be restored");
    }
    RawEntry first = stream.first();
    if (first != null && endsAtOrBefore(first, stream.trimmed())) {
      warning(
          "trimmed",
          "the first entry is "
              + first.id()
              + ", the stream is trimmed up to "
              + describe(stream.trimmed()),
          "no entry that ends at or before that",
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

  private void checkSeen() {
    if (stream.seenAt() > stream.highWater()) {
      warning(
          "seen",
          "at the collector's last checkpoint the stream ended at "
              + describe(stream.seenAt())
              + ", now it ends at "
              + end(),
          "no earlier end: the server lost records",
          "nothing, if the collector runs: it appends them again from Kafka (docs/queue.md, Loss)");
    }
  }

  private void checkLength(long maxRecords) {
    long waiting = stream.waiting();
    if (maxRecords > 0 && waiting >= maxRecords) {
      warning(
          "queue.max.records",
          AmountText.count(waiting) + " records wait",
          "fewer than queue.max.records = "
              + AmountText.count(maxRecords)
              + ": the collector stops reading the partition, and Kafka keeps the rest",
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
