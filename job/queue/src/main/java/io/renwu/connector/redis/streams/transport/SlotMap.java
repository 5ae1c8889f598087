package io.renwu.connector.redis.streams.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The owner of each slot of a cluster, as one node reported it. Immutable. */
final class SlotMap {
  private static final int SLOTS = 16_384;

  private final @Nullable NodeAddress[] owners;
  private final Set<NodeAddress> nodes;

  private SlotMap(@Nullable NodeAddress[] owners, Set<NodeAddress> nodes) {
    this.owners = owners;
    this.nodes = nodes;
  }

  /**
   * Parses the answer to CLUSTER SLOTS: lists of first slot, last slot, master and replicas; a node
   * is a list of host, port and more.
   *
   * @param asked the node that answered; its host replaces an empty one
   * @throws IllegalArgumentException if no slot has an owner
   */
  static SlotMap parse(List<Object> answer, NodeAddress asked) {
    @Nullable NodeAddress[] owners = new NodeAddress[SLOTS];
    Set<NodeAddress> nodes = new LinkedHashSet<>();
    for (Object line : answer) {
      List<?> range = (List<?>) line;
      for (Object node : range.subList(2, range.size())) {
        address((List<?>) node, asked).ifPresent(nodes::add);
      }
      address((List<?>) range.get(2), asked)
          .ifPresent(
              owner -> Arrays.fill(owners, number(range.get(0)), number(range.get(1)) + 1, owner));
    }
    if (Arrays.stream(owners).allMatch(owner -> owner == null)) {
      throw new IllegalArgumentException(asked + " knows no node of a cluster");
    }
    return new SlotMap(owners, nodes);
  }

  private static Optional<NodeAddress> address(List<?> node, NodeAddress asked) {
    String host = node.get(0) instanceof byte[] bytes ? new String(bytes, UTF_8) : "";
    return host.equals("?")
        ? Optional.empty()
        : Optional.of(new NodeAddress(host.isEmpty() ? asked.host() : host, number(node.get(1))));
  }

  private static int number(Object value) {
    return Math.toIntExact((Long) value);
  }

  Optional<NodeAddress> owner(int slot) {
    return Optional.ofNullable(owners[slot]);
  }

  /** How many slots no node has. */
  int withoutOwner() {
    return (int) Arrays.stream(owners).filter(Objects::isNull).count();
  }

  /** Every node that has slots. */
  Set<NodeAddress> owners() {
    Set<NodeAddress> all = new LinkedHashSet<>(Arrays.asList(owners));
    all.remove(null);
    return all;
  }

  /** Every node, including replicas. */
  Set<NodeAddress> nodes() {
    return nodes;
  }

  SlotMap withOwner(int slot, NodeAddress owner) {
    @Nullable NodeAddress[] changed = owners.clone();
    changed[slot] = owner;
    Set<NodeAddress> allNodes = new LinkedHashSet<>(nodes);
    allNodes.add(owner);
    return new SlotMap(changed, allNodes);
  }
}
