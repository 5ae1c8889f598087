package io.renwu.connector.redis.streams.transport;

import java.io.Serializable;

/**
 * How to reach the queue's Redis.
 *
 * @param uri one server, {@code redis://host:port[/database]}; Sentinels and their name of the
 *     master, {@code redis-sentinel://host:port,host:port/master}; or some nodes of a cluster,
 *     {@code redis-cluster://host:port,host:port}. With {@code rediss} instead of {@code redis}
 *     every connection is TLS.
 * @param keyPrefix the prefix of every key of the queue
 * @param login read whenever a connection is opened; never part of the uri or of a job's graph. Not
 *     used for Sentinels.
 * @param tls the files of a TLS connection, read whenever a client is created
 */
public record RedisAccess(
    String uri, String keyPrefix, RedisCredentials.Supplier login, RedisTls tls)
    implements Serializable {
  /** The valid forms of a uri, for messages: completes "expected …". */
  public static final String URI_GRAMMAR = RedisAddress.GRAMMAR;

  /**
   * Checks the uri.
   *
   * @throws IllegalArgumentException if the uri has none of the valid forms; the message says what
   *     was found and what was expected
   */
  public RedisAccess {
    var unused = RedisAddress.parse(uri);
  }

  /** Trusts the certificates that Java trusts, if the uri is one of TLS. */
  public RedisAccess(String uri, String keyPrefix, RedisCredentials.Supplier login) {
    this(uri, keyPrefix, login, RedisTls.DEFAULT);
  }

  /** The access to a server without a login. */
  public static RedisAccess of(String uri, String keyPrefix) {
    return new RedisAccess(uri, keyPrefix, () -> RedisCredentials.NONE);
  }

  /** Whether a text is a valid uri. */
  public static boolean isUri(String text) {
    return RedisAddress.tryParse(text).isPresent();
  }
}
