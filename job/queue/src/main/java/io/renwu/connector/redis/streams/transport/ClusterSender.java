package io.renwu.connector.redis.streams.transport;

import io.lettuce.core.cluster.SlotHash;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends each command to the node that has its key's slot and follows redirects; a node that
 * redirects did not execute the command. One command per slot is in flight at a time, because
 * redirects could reorder two.
 */
final class ClusterSender implements RedisSender {
  /** A moving slot answers ASK, then MOVED. More than a few redirects mean a broken cluster. */
  private static final int MAX_REDIRECTS = 5;

  private final ClusterNodes nodes;
  private final ClusterTopology topology;
  private final Map<Integer, SerialLane> lanes = new ConcurrentHashMap<>();

  ClusterSender(LettuceClient client, List<NodeAddress> seeds) {
    this.nodes = new ClusterNodes(client);
    this.topology = new ClusterTopology(nodes, seeds);
  }

  @Override
  public <T> CompletableFuture<T> send(String key, RedisCommand<T> command) {
    int slot = SlotHash.getSlot(key);
    return lanes
        .computeIfAbsent(slot, s -> new SerialLane())
        .run(() -> topology.slotMap().thenCompose(map -> sendTo(map.owner(slot), slot, command)));
  }

  private <T> CompletableFuture<T> sendTo(
      Optional<NodeAddress> owner, int slot, RedisCommand<T> command) {
    if (owner.isEmpty()) {
      topology.refresh(null);
      return CompletableFuture.failedFuture(
          RedisFailures.transientFailure("no node of the cluster has slot " + slot));
    }
    NodeAddress node = owner.get();
    return followRedirect(nodes.send(node, command), node, slot, command, MAX_REDIRECTS);
  }

  private <T> CompletableFuture<T> followRedirect(
      CompletableFuture<T> answer,
      NodeAddress asked,
      int slot,
      RedisCommand<T> command,
      int redirectsLeft) {
    return answer.exceptionallyCompose(
        failure -> {
          Optional<ClusterRedirect> redirect = ClusterRedirect.of(failure, asked);
          if (redirect.isEmpty() || redirectsLeft == 0) {
            if (!RedisStreamsException.isRefusal(failure)) {
              topology.refresh(asked);
            }
            return CompletableFuture.failedFuture(failure);
          }
          NodeAddress node = redirect.get().node();
          if (redirect.get().moved()) {
            topology.moved(slot, node, asked);
            return followRedirect(
                nodes.send(node, command), node, slot, command, redirectsLeft - 1);
          }
          return followRedirect(nodes.ask(node, command), node, slot, command, redirectsLeft - 1);
        });
  }

  @Override
  public <T> CompletableFuture<Map<String, T>> sendToAll(RedisCommand<T> command) {
    return topology
        .slotMap()
        .thenCompose(
            map -> {
              Map<String, CompletableFuture<T>> answers = new TreeMap<>();
              map.owners().forEach(node -> answers.put(node.toString(), nodes.send(node, command)));
              return CompletableFuture.allOf(answers.values().toArray(CompletableFuture[]::new))
                  .thenApply(
                      unused -> {
                        Map<String, T> all = new TreeMap<>();
                        answers.forEach((node, answer) -> all.put(node, answer.join()));
                        return all;
                      });
            })
        .exceptionallyCompose(
            failure -> {
              topology.refresh(null);
              return CompletableFuture.failedFuture(RedisFailures.of(failure));
            });
  }

  @Override
  public CompletableFuture<Integer> slotsWithoutServer() {
    return topology.slotMap().thenApply(SlotMap::withoutOwner);
  }

  @Override
  public void close() {
    nodes.close();
  }
}
