package io.renwu.connector.redis.streams.inspect;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.QueueAccess;
import io.renwu.connector.redis.streams.client.RawEntry;
import io.renwu.connector.redis.streams.client.StreamSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Gives room back by hand. */
public final class QueueTrimmer {
  private static final int PAGE = 64;

  private final QueueAccess queue;

  public QueueTrimmer(QueueAccess queue) {
    this.queue = queue;
  }

  /** What a rule would take away now. Reads every entry that would go, and one page more. */
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
                if (entry.position() < 0 || !rule.takesAway(entry, epoch, snapshot.taken())) {
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
   * Does what was planned; what was appended or trimmed since does not matter.
   *
   * @return how many entries were removed; empty if what was taken has gone back since
   */
  public CompletableFuture<Optional<Long>> carryOut(TrimPlan plan, TrimRule rule) {
    return queue.trim(plan.stream(), plan.upTo(), rule.untakenToo());
  }

  /** Every stream that the registry knows. */
  public CompletableFuture<List<StreamId>> streams() {
    return queue
        .registry()
        .thenApply(registry -> List.copyOf(QueueFindings.streams(registry).keySet()));
  }
}
