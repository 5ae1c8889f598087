package io.renwu.connector.redis.streams.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The known slots of a cluster. They are read before the first command and again, in the
 * background, after each sign that they are outdated; one request at a time. Thread-safe.
 */
final class ClusterTopology {
  private final ClusterNodes nodes;
  private final List<NodeAddress> seeds;

  @GuardedBy("this")
  private @Nullable SlotMap map;

  @GuardedBy("this")
  private @Nullable CompletableFuture<SlotMap> request;

  ClusterTopology(ClusterNodes nodes, List<NodeAddress> seeds) {
    this.nodes = nodes;
    this.seeds = seeds;
  }

  /** The known slots; reads them only if none are known. */
  synchronized CompletableFuture<SlotMap> slotMap() {
    return map == null ? ask(null) : CompletableFuture.completedFuture(map);
  }

  /** Records the new owner of a slot, as reported by a node. */
  synchronized void moved(int slot, NodeAddress owner, NodeAddress by) {
    if (map != null) {
      map = map.withOwner(slot, owner);
    }
    refresh(by);
  }

  /** Reads the slots again, not from the doubted node; commands do not wait for it. */
  synchronized void refresh(@Nullable NodeAddress doubted) {
    var unused = ask(doubted);
  }

  @GuardedBy("this")
  private CompletableFuture<SlotMap> ask(@Nullable NodeAddress doubted) {
    if (request == null) {
      CompletableFuture<SlotMap> answer = firstOf(candidates(doubted));
      request = answer;
      var unused = answer.whenComplete((received, failure) -> update(received));
      return answer;
    }
    return request;
  }

  private synchronized void update(@Nullable SlotMap received) {
    request = null;
    if (received != null) {
      map = received;
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
    AtomicInteger unanswered = new AtomicInteger(candidates.size());
    for (NodeAddress node : candidates) {
      var unused =
          nodes
              .send(node, redis -> redis.clusterSlots())
              .thenApply(answer -> SlotMap.parse(answer, node))
              .whenComplete(
                  (received, failure) -> {
                    if (failure == null) {
                      first.complete(received);
                    } else if (unanswered.decrementAndGet() == 0) {
                      first.completeExceptionally(failure);
                    }
                  });
    }
    return first;
  }
}
