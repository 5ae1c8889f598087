package io.renwu.connector.redis.streams.transport;

import io.lettuce.core.RedisCommandExecutionException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cluster node's answer that another node has the slot. The node did not execute the command.
 *
 * @param moved true if the slot has moved (MOVED); false (ASK) if only this command goes to the
 *     other node, after ASKING
 * @param node the other node
 */
record ClusterRedirect(boolean moved, NodeAddress node) {
  private static final Pattern ANSWER = Pattern.compile("(MOVED|ASK) [0-9]+ (.*):([0-9]{1,5})");

  /**
   * The redirect in a command's failure, if there is one.
   *
   * @param asked the node that answered; its host is used if the answer names none
   */
  static Optional<ClusterRedirect> of(Throwable failure, NodeAddress asked) {
    Throwable t = failure;
    while (t != null && !(t instanceof RedisCommandExecutionException)) {
      t = t.getCause();
    }
    Matcher m = ANSWER.matcher(t == null ? "" : String.valueOf(t.getMessage()));
    if (!m.matches() || m.group(2).equals("?")) {
      return Optional.empty();
    }
    String host = m.group(2).isEmpty() ? asked.host() : m.group(2);
    return Optional.of(
        new ClusterRedirect(
            m.group(1).equals("MOVED"), new NodeAddress(host, Integer.parseInt(m.group(3)))));
  }
}
