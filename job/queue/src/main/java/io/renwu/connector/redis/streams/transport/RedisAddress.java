package io.renwu.connector.redis.streams.transport;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parsed uri of a queue's Redis.
 *
 * @param servers the kind of deployment
 * @param tls whether every connection is TLS, including those to Sentinels
 * @param nodes the server, the Sentinels, or the known nodes of a cluster
 * @param master the Sentinels' name of the master; empty without Sentinels
 * @param database the database of a single server; else 0
 */
record RedisAddress(
    Servers servers, boolean tls, List<NodeAddress> nodes, String master, int database) {

  /** The valid forms, for messages. */
  static final String GRAMMAR =
      "redis://host:port[/database], redis-sentinel://host:port,…/master or"
          + " redis-cluster://host:port,…, each with rediss for TLS, without a login";

  private static final Pattern URI =
      Pattern.compile("(rediss?)(-sentinel|-cluster)?://([^/@?#]+)(?:/([^/@?#]+))?");
  private static final Pattern DATABASE = Pattern.compile("[0-9]{1,9}");

  /** The kinds of deployment. */
  enum Servers {
    SINGLE,
    SENTINEL,
    CLUSTER
  }

  /**
   * Parses a uri.
   *
   * @throws IllegalArgumentException if the text is no address; the message says what was found and
   *     what was expected
   */
  static RedisAddress parse(String text) {
    return tryParse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the address of Redis: found \"" + text + "\", expected " + GRAMMAR));
  }

  /** Parses a uri; empty if it is no address. */
  static Optional<RedisAddress> tryParse(String text) {
    Matcher m = URI.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    Servers servers =
        m.group(2) == null
            ? Servers.SINGLE
            : m.group(2).equals("-cluster") ? Servers.CLUSTER : Servers.SENTINEL;
    String path = m.group(4);
    boolean database = path != null && DATABASE.matcher(path).matches();
    boolean fits =
        switch (servers) {
          case SINGLE -> path == null || database;
          case SENTINEL -> path != null;
          case CLUSTER -> path == null;
        };
    List<String> names = List.of(m.group(3).split(",", -1));
    List<NodeAddress> nodes =
        names.stream().flatMap(name -> NodeAddress.tryParse(name).stream()).toList();
    boolean readable = nodes.size() == names.size();
    if (!fits || !readable || (servers == Servers.SINGLE && nodes.size() > 1)) {
      return Optional.empty();
    }
    return Optional.of(
        new RedisAddress(
            servers,
            m.group(1).equals("rediss"),
            nodes,
            servers == Servers.SENTINEL ? path : "",
            servers == Servers.SINGLE && database ? Integer.parseInt(path) : 0));
  }
}
