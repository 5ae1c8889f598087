package io.renwu.connector.redis.streams.transport;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A queue's address, taken apart.
 *
 * @param servers how the servers stand to each other
 * @param tls whether every connection, also one to a Sentinel, is TLS
 * @param nodes the server; the Sentinels; or the nodes of a cluster that are asked for the others
 * @param master what the Sentinels call the master; else empty
 * @param database 0 but for a server that stands alone
 */
record RedisAddress(
    Servers servers, boolean tls, List<NodeAddress> nodes, String master, int database) {

  /** What an address must be, for people. */
  static final String GRAMMAR =
      "redis://host:port[/database], redis-sentinel://host:port,…/master or"
          + " redis-cluster://host:port,…, each with rediss for TLS, without a login";

  private static final Pattern URI =
      Pattern.compile("(rediss?)(-sentinel|-cluster)?://([^/@?#]+)(?:/([^/@?#]+))?");
  private static final Pattern DATABASE = Pattern.compile("[0-9]{1,9}");

  /** How the servers stand to each other. */
  enum Servers {
    ALONE,
    SENTINEL,
    CLUSTER
  }

  /**
   * Takes a text apart.
   *
   * @throws IllegalArgumentException if it is no address; the message says what was found and
   *     expected
   */
  static RedisAddress parse(String text) {
    return tryParse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the address of Redis: found \"" + text + "\", expected " + GRAMMAR));
  }

  /** Empty if it is no address. */
  static Optional<RedisAddress> tryParse(String text) {
    Matcher m = URI.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    Servers servers =
        m.group(2) == null
            ? Servers.ALONE
            : m.group(2).equals("-cluster") ? Servers.CLUSTER : Servers.SENTINEL;
    String path = m.group(4);
    boolean database = path != null && DATABASE.matcher(path).matches();
    boolean fits =
        switch (servers) {
          case ALONE -> path == null || database;
          case SENTINEL -> path != null;
          case CLUSTER -> path == null;
        };
    List<String> names = List.of(m.group(3).split(",", -1));
    List<NodeAddress> nodes =
        names.stream().flatMap(name -> NodeAddress.tryParse(name).stream()).toList();
    boolean readable = nodes.size() == names.size();
    if (!fits || !readable || (servers == Servers.ALONE && nodes.size() > 1)) {
      return Optional.empty();
    }
    return Optional.of(
        new RedisAddress(
            servers,
            m.group(1).equals("rediss"),
            nodes,
            servers == Servers.SENTINEL ? path : "",
            servers == Servers.ALONE && database ? Integer.parseInt(path) : 0));
  }
}
