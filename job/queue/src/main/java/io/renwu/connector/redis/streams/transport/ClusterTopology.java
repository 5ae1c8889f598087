package io.renwu.connector.redis.streams.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a cluster's slots. Asked for before the first command, and again, beside the
 * commands, after each sign that it is out of date; at most one question at a time. Thread-safe.
 */
final class ClusterTopology {
  private final ClusterNodes nodes;
  private final List<NodeAddress> seeds;

  @GuardedBy("this")
  private @Nullable SlotMap map;

  @GuardedBy("this")
  private @Nullable CompletableFuture<SlotMap> asked;

  ClusterTopology(ClusterNodes nodes, List<NodeAddress> seeds) {
    this.nodes = nodes;
    this.seeds = seeds;
  }

  /** What is known; waits only where nothing is. */
  synchronized CompletableFuture<SlotMap> present() {
    return map == null ? ask(null) : CompletableFuture.completedFuture(map);
  }

  /** A node has said where a slot is now. */
  synchronized void moved(int slot, NodeAddress owner, NodeAddress by) {
    if (map != null) {
      map = map.withOwner(slot, owner);
    }
    refresh(by);
  }

  /** Asks the other nodes anew; commands do not wait for it. */
  synchronized void refresh(@Nullable NodeAddress doubted) {
    var unused = ask(doubted);
  }

  @GuardedBy("this")
  private CompletableFuture<SlotMap> ask(@Nullable NodeAddress doubted) {
    if (asked == null) {
      CompletableFuture<SlotMap> answer = firstOf(candidates(doubted));
      asked = answer;
      var unused = answer.whenComplete((answered, failure) -> learned(answered));
      return answer;
    }
    return asked;
  }

  private synchronized void learned(@Nullable SlotMap answered) {
    asked = null;
    if (answered != null) {
      map = answered;
    }
  }

  @GuardedBy("this")
  private Set<NodeAddress> candidates(@Nullable NodeAddress doubted) {
    Set<NodeAddress> all = new LinkedHashSet<>(seeds);
    if (map != null) {
      all.addAll(map.nodes());
    }
    if (all.size() > 1) {
      all.remove(doubted);
    }
    return all;
  }

  private CompletableFuture<SlotMap> firstOf(Set<NodeAddress> candidates) {
    CompletableFuture<SlotMap> first = new CompletableFuture<>();
    AtomicInteger left = new AtomicInteger(candidates.size());
    for (NodeAddress node : candidates) {
      var unused =
          nodes
              .send(node, redis -> redis.clusterSlots())
              .thenApply(answer -> SlotMap.parse(answer, node))
              .whenComplete(
                  (answered, failure) -> {
                    if (failure == null) {
                      first.complete(answered);
                    } else if (left.decrementAndGet() == 0) {
                      first.completeExceptionally(failure);
                    }
                  });
    }
    return first;
  }
}
