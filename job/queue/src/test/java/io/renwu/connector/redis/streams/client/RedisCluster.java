package io.renwu.connector.redis.streams.client;

import io.lettuce.core.cluster.SlotHash;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.server.Lifetime;
import io.renwu.server.Ports;
import io.renwu.server.RedisServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A Redis Cluster of three masters. */
public final class RedisCluster implements AutoCloseable {
  private static final int NODES = 3;
  private static final int SLOTS = SlotHash.SLOT_COUNT;

  private final List<RedisServer> nodes = new ArrayList<>();
  private final List<RedisAdmin> admins = new ArrayList<>();

  private Move move;

  private RedisCluster() {}

  public static RedisCluster start(Path folder) {
    return start(folder, port -> port);
  }

  /**
   * Starts a cluster.
   *
   * @param announced the port that a node announces to clients, by its own port
   */
  public static RedisCluster start(Path folder, IntUnaryOperator announced) {
    RedisCluster cluster = new RedisCluster();
    for (int i = 0; i < NODES; i++) {
      int port = Ports.free();
      RedisServer node =
          new RedisServer(
              folder.resolve("node-" + i),
              RedisServer.Fsync.ALWAYS,
              Map.of(
                  "cluster-enabled",
                  "yes",
                  "cluster-node-timeout",
                  "2000",
                  "cluster-announce-port",
                  Integer.toString(announced.applyAsInt(port))),
              Lifetime.OF_THIS_JVM,
              port);
      node.start();
      cluster.nodes.add(node);
      cluster.admins.add(new RedisAdmin(port));
    }
    cluster.form();
    return cluster;
  }

  private void form() {
    for (int i = 0; i < NODES; i++) {
      var commands = admins.get(i).commands();
      commands.clusterSetConfigEpoch(i + 1);
      commands.clusterAddSlots(
          IntStream.range(i * SLOTS / NODES, (i + 1) * SLOTS / NODES).toArray());
    }
    for (RedisServer node : nodes) {
      admins.get(0).commands().clusterMeet("127.0.0.1", node.port());
    }
    for (RedisAdmin admin : admins) {
      RedisAdmin.await(
          "a cluster",
          () ->
              admin.commands().clusterInfo().contains("cluster_state:ok")
                  && admin.commands().clusterSlots().size() == NODES);
    }
  }

  public RedisAccess access(String prefix) {
    return RedisAccess.of("redis-cluster://" + addresses(), prefix);
  }

  /** The addresses of the nodes, as in the uri of the queue. */
  public String addresses() {
    return nodes.stream().map(node -> "127.0.0.1:" + node.port()).collect(Collectors.joining(","));
  }

  /** The index of the node that has the keys of a stream. */
  public int ownerOf(String prefix, StreamId stream) {
    return ownerOf(SlotHash.getSlot(new Keys(prefix).stream(stream)));
  }

  private int ownerOf(int slot) {
    for (int i = 0; i < NODES; i++) {
      if (hasSlot(i, slot)) {
        return i;
      }
    }
    throw new IllegalStateException("nobody has slot " + slot);
  }

  private boolean hasSlot(int node, int slot) {
    var commands = admins.get(node).commands();
    for (Object line : commands.clusterSlots()) {
      List<?> range = (List<?>) line;
      if ((Long) range.get(0) <= slot && slot <= (Long) range.get(1)) {
        return commands.clusterMyId().equals(((List<?>) range.get(2)).get(2));
      }
    }
    return false;
  }

  /** Moves the slot of a stream to the next node, key by key. */
  public void moveSlot(String prefix, StreamId stream) {
    moveSlotOf(new Keys(prefix).stream(stream));
  }

  /** Moves the slot of a key. */
  void moveSlotOf(String key) {
    beginMove(key);
    var source = admins.get(move.from()).commands();
    List<String> keys = source.clusterGetKeysInSlot(move.slot(), 1);
    while (!keys.isEmpty()) {
      moveKey(keys.get(0));
      keys = source.clusterGetKeysInSlot(move.slot(), 1);
    }
    endMove();
  }

  /** Begins to move a slot: from now on the next node has all keys that the owner does not have. */
  void beginMove(String keyInSlot) {
    int slot = SlotHash.getSlot(keyInSlot);
    int from = ownerOf(slot);
    move = new Move(slot, from, (from + 1) % NODES);
    var source = admins.get(move.from()).commands();
    var target = admins.get(move.to()).commands();
    target.clusterSetSlotImporting(slot, source.clusterMyId());
    source.clusterSetSlotMigrating(slot, target.clusterMyId());
  }

  void moveKey(String key) {
    admins
        .get(move.from())
        .commands()
        .migrate("127.0.0.1", nodes.get(move.to()).port(), key, 0, 10_000);
  }

  /** Ends the move: the next node has the slot. */
  void endMove() {
    var target = admins.get(move.to()).commands();
    target.clusterSetSlotNode(move.slot(), target.clusterMyId());
    admins.get(move.from()).commands().clusterSetSlotNode(move.slot(), target.clusterMyId());
  }

  private record Move(int slot, int from, int to) {}

  int port(int node) {
    return nodes.get(node).port();
  }

  /** The administrators' connections to the nodes. */
  public List<RedisAdmin> admins() {
    return List.copyOf(admins);
  }

  @Override
  public void close() {
    admins.forEach(RedisAdmin::close);
    nodes.forEach(RedisServer::kill);
  }
}
