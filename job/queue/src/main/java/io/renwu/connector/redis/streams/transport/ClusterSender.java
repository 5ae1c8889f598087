package io.renwu.connector.redis.streams.transport;

import io.lettuce.core.cluster.SlotHash;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends each command to the node that has its key's slot, and follows that node's answer that
 * another has it; a node that answers so has not executed the command. Of each slot one command is
 * under way at a time: two under way could be sent on to another node in either order.
 */
final class ClusterSender implements RedisSender {
  /** A slot that moves answers ASK, then MOVED; more than a few is a cluster in disorder. */
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
        .run(() -> topology.present().thenCompose(map -> begin(map.owner(slot), slot, command)));
  }

  private <T> CompletableFuture<T> begin(
      Optional<NodeAddress> owner, int slot, RedisCommand<T> command) {
    if (owner.isEmpty()) {
      topology.refresh(null);
      return CompletableFuture.failedFuture(
          RedisFailures.transientFailure("no node of the cluster has slot " + slot));
    }
    NodeAddress node = owner.get();
    return follow(nodes.send(node, command), node, slot, command, MAX_REDIRECTS);
  }

  private <T> CompletableFuture<T> follow(
      CompletableFuture<T> answer, NodeAddress asked, int slot, RedisCommand<T> command, int left) {
    return answer.exceptionallyCompose(
        failure -> {
          Optional<ClusterRedirect> redirect = ClusterRedirect.of(failure, asked);
          if (redirect.isEmpty() || left == 0) {
            if (!RedisStreamsException.isRefusal(failure)) {
              topology.refresh(asked);
            }
            return CompletableFuture.failedFuture(failure);
          }
          NodeAddress node = redirect.get().node();
          if (redirect.get().moved()) {
            topology.moved(slot, node, asked);
            return follow(nodes.send(node, command), node, slot, command, left - 1);
          }
          return follow(nodes.ask(node, command), node, slot, command, left - 1);
        });
  }

  @Override
  public <T> CompletableFuture<Map<String, T>> sendToAll(RedisCommand<T> command) {
    return topology
        .present()
        .thenCompose(
            map -> {
              Map<String, CompletableFuture<T>> answers = new TreeMap<>();
              map.owners().forEach(node -> answers.put(node.toString(), nodes.send(node, command)));
              return CompletableFuture.allOf(answers.values().toArray(CompletableFuture[]::new))
                  .thenApply(
                      done -> {
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
    return topology.present().thenApply(SlotMap::withoutOwner);
  }

  @Override
  public void close() {
    nodes.close();
  }
}
