package io.renwu.connector.redis.streams.transport;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The connections to a cluster's nodes, opened on first use. */
final class ClusterNodes {
  private final LettuceClient client;
  private final Map<NodeAddress, Node> nodes = new ConcurrentHashMap<>();

  ClusterNodes(LettuceClient client) {
    this.client = client;
  }

  <T> CompletableFuture<T> send(NodeAddress address, RedisCommand<T> command) {
    return node(address).plain.send(command);
  }

  /**
   * Sends a command to a node that is importing the command's slot. ASKING applies to the next
   * command on the connection only, so these pairs use a separate connection, one pair at a time.
   */
  <T> CompletableFuture<T> ask(NodeAddress address, RedisCommand<T> command) {
    Node node = node(address);
    return node.askingLane.run(
        () ->
            node.asking.send(
                redis -> {
                  var unused = redis.asking();
                  return command.on(redis);
                }));
  }

  private Node node(NodeAddress address) {
    return nodes.computeIfAbsent(
        address,
        a ->
            new Node(
                new NodeConnection(() -> client.connect(a)),
                new NodeConnection(() -> client.connect(a)),
                new SerialLane()));
  }

  void close() {
    for (Node node : nodes.values()) {
      node.plain.close();
      node.asking.close();
    }
    client.close();
  }

  private record Node(NodeConnection plain, NodeConnection asking, SerialLane askingLane) {}
}
