package io.renwu.connector.redis.streams.inspect;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.QueueAccess;
import io.renwu.connector.redis.streams.client.QueueFacts;
import io.renwu.connector.redis.streams.client.RawEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Checks servers, registry and streams for faults. Changes nothing. */
public final class QueueDoctor {
  private static final int SAMPLE = 16;
  private static final int PAGE = 64;

  private final QueueAccess queue;
  private final QueueExpectations expected;
  private final boolean deep;

  /**
   * Prepares an examination.
   *
   * @param deep whether every entry is unpacked, not only the first and the last 16 of each stream
   */
  public QueueDoctor(QueueAccess queue, QueueExpectations expected, boolean deep) {
    this.queue = queue;
    this.expected = expected;
    this.deep = deep;
  }

  /** Checks everything. */
  public CompletableFuture<Diagnosis> examine() {
    return queue.facts().thenCompose(this::examine);
  }

  private CompletableFuture<Diagnosis> examine(QueueFacts facts) {
    Map<StreamId, Integer> streams = QueueFindings.streams(facts.registry());
    CompletableFuture<Examined> all = CompletableFuture.completedFuture(new Examined());
    for (Map.Entry<StreamId, Integer> stream : streams.entrySet()) {
      all = all.thenCompose(found -> examine(stream.getKey(), stream.getValue(), found));
    }
    return all.thenApply(
        found -> {
          List<QueueFinding> findings = new ArrayList<>(QueueFindings.of(facts, expected));
          findings.addAll(found.findings);
          findings.sort(Comparator.comparing(QueueFinding::severity));
          return new Diagnosis(
              facts.servers().size(), streams.size(), found.entries, findings, unchecked(facts));
        });
  }

  private CompletableFuture<Examined> examine(StreamId stream, int epoch, Examined found) {
    return queue
        .snapshot(stream)
        .thenCompose(
            snapshot -> {
              found.findings.addAll(StreamFindings.of(snapshot, epoch, expected));
              if (!snapshot.problems().isEmpty()) {
                return CompletableFuture.completedFuture(found);
              }
              EntryFindings entries = new EntryFindings();
              return (deep ? examineAll(stream, 0, entries) : examineSample(stream, entries))
                  .thenApply(
                      done -> {
                        found.findings.addAll(entries.findings());
                        found.entries += entries.checked();
                        return found;
                      });
            });
  }

  private CompletableFuture<Void> examineAll(StreamId stream, long after, EntryFindings findings) {
    return queue
        .entries(stream, after, PAGE)
        .thenCompose(
            page -> {
              long last = add(stream, page, after, findings);
              return page.size() < PAGE || last <= after
                  ? CompletableFuture.completedFuture(null)
                  : examineAll(stream, last, findings);
            });
  }

  private CompletableFuture<Void> examineSample(StreamId stream, EntryFindings findings) {
    return queue
        .entries(stream, 0, SAMPLE)
        .thenCompose(
            first -> {
              long last = add(stream, first, 0, findings);
              return queue
                  .lastEntries(stream, SAMPLE)
                  .thenAccept(
                      entries -> {
                        findings.skip();
                        add(stream, entries, last, findings);
                      });
            });
  }

  /** Adds the entries after a position; returns the position of the last one. */
  private static long add(
      StreamId stream, List<RawEntry> entries, long after, EntryFindings findings) {
    long last = after;
    for (RawEntry entry : entries) {
      EntryView view = EntryView.of(stream, entry);
      if (view.position() < 0 || view.position() > after) {
        findings.add(view);
        last = Math.max(last, positionOf(entry));
      }
    }
    return last;
  }

  /** Also reads ids that are not the queue's, so that paging continues after them. */
  private static long positionOf(RawEntry entry) {
    try {
      return Long.parseLong(entry.id().substring(0, entry.id().indexOf('-')));
    } catch (NumberFormatException e) {
      return StreamPosition.START;
    }
  }

  private static List<String> unchecked(QueueFacts facts) {
    List<String> unchecked = new ArrayList<>();
    if (facts.servers().stream().anyMatch(server -> server.config().isEmpty())) {
      unchecked.add("appendfsync and min-replicas-to-write: the user may not run CONFIG GET");
    }
    if (facts.servers().stream().anyMatch(server -> server.clockAheadMillis() == null)) {
      unchecked.add("the servers' clocks: the user may not run TIME");
    }
    if (facts.keys() == null) {
      unchecked.add("keys without a stream: the user may not run SCAN");
    }
    return unchecked;
  }

  private static final class Examined {
    private final List<QueueFinding> findings = new ArrayList<>();
    private long entries;
  }
}
