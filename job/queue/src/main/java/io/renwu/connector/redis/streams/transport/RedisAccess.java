package io.renwu.connector.redis.streams.transport;

import java.io.Serializable;

/**
 * Where the queue lives.
 *
 * @param uri of one server, {@code redis://host:port[/database]}; of the master that Sentinels know
 *     by a name, {@code redis-sentinel://host:port,host:port/master}; or of a cluster, by some of
 *     its nodes, {@code redis-cluster://host:port,host:port}. With {@code rediss} in the place of
 *     {@code redis} every connection is TLS.
 * @param keyPrefix what every key of the queue begins with
 * @param login looked up whenever a connection is made; never part of the uri or of a job's graph.
 *     Sentinels are asked without one.
 * @param tls the files of a TLS connection, read whenever a client is made
 */
public record RedisAccess(
    String uri, String keyPrefix, RedisCredentials.Supplier login, RedisTls tls)
    implements Serializable {
  /** What a uri must be, for people: completes "expected … ". */
  public static final String URI_GRAMMAR = RedisAddress.GRAMMAR;

  /**
   * Checks the uri.
   *
   * @throws IllegalArgumentException that says what was found and what was expected
   */
  public RedisAccess {
    var unused = RedisAddress.parse(uri);
  }

  /** With Java's own trust, if the uri is one of TLS. */
  public RedisAccess(String uri, String keyPrefix, RedisCredentials.Supplier login) {
    this(uri, keyPrefix, login, RedisTls.DEFAULT);
  }

  /** A server without a login. */
  public static RedisAccess of(String uri, String keyPrefix) {
    return new RedisAccess(uri, keyPrefix, () -> RedisCredentials.NONE);
  }

  /** Whether a text is a uri as it is needed here. */
  public static boolean isUri(String text) {
    return RedisAddress.tryParse(text).isPresent();
  }
}
