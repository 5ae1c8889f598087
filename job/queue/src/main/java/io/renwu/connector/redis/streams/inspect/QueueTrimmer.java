package io.renwu.connector.redis.streams.inspect;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.QueueAccess;
import io.renwu.connector.redis.streams.client.RawEntry;
import io.renwu.connector.redis.streams.client.StreamSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Trims streams at an operator's command. */
public final class QueueTrimmer {
  private static final int PAGE = 64;

  private final QueueAccess queue;

  public QueueTrimmer(QueueAccess queue) {
    this.queue = queue;
  }

  /** What a rule would remove now. Reads every entry that it would remove, and one page more. */
  public CompletableFuture<TrimPlan> plan(StreamId stream, TrimRule rule) {
    return queue
        .snapshot(stream)
        .thenCompose(
            snapshot ->
                grow(
                    TrimPlan.nothing(stream, snapshot.taken()),
                    rule,
                    snapshot,
                    StreamPosition.START));
  }

  private CompletableFuture<TrimPlan> grow(
      TrimPlan plan, TrimRule rule, StreamSnapshot snapshot, long after) {
    return queue
        .entries(snapshot.stream(), after, PAGE)
        .thenCompose(
            page -> {
              TrimPlan grown = plan;
              int epoch = StreamPosition.epoch(snapshot.highWater());
              for (RawEntry raw : page) {
                EntryView entry = EntryView.of(snapshot.stream(), raw);
                if (entry.position() < 0 || !rule.removes(entry, epoch, snapshot.taken())) {
                  return CompletableFuture.completedFuture(grown);
                }
                grown = grown.with(entry);
              }
              return page.size() < PAGE
                  ? CompletableFuture.completedFuture(grown)
                  : grow(grown, rule, snapshot, grown.upTo());
            });
  }

  /**
   * Carries out a plan, even if entries were appended or trimmed since it was made.
   *
   * @return the number of removed entries; empty if the covered position has moved back since
   */
  public CompletableFuture<Optional<Long>> carryOut(TrimPlan plan, TrimRule rule) {
    return queue.trim(plan.stream(), plan.upTo(), rule.untakenToo());
  }

  /** All registered streams. */
  public CompletableFuture<List<StreamId>> streams() {
    return queue
        .registry()
        .thenApply(registry -> List.copyOf(QueueFindings.streams(registry).keySet()));
  }
}
