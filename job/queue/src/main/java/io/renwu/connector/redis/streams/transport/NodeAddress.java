package io.renwu.connector.redis.streams.transport;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of one server. The host is a name or an IP address; IPv6 without brackets. */
record NodeAddress(String host, int port) {
  private static final Pattern NODE =
      Pattern.compile("(?:([A-Za-z0-9._-]+)|\\[([0-9A-Fa-f:.]+)]):([0-9]{1,5})");
  private static final int LAST_PORT = 65_535;

  /** Parses {@code host:port} or {@code [address]:port}; empty if it is neither. */
  static Optional<NodeAddress> tryParse(String text) {
    Matcher m = NODE.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(m.group(3));
    String host = m.group(1) == null ? m.group(2) : m.group(1);
    return port == 0 || port > LAST_PORT
        ? Optional.empty()
        : Optional.of(new NodeAddress(host, port));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
