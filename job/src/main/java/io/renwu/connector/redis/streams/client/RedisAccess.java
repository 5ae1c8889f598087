package io.renwu.connector.redis.streams.client;

import java.io.Serializable;

/**
 * Where the queue lives.
 *
 * @param uri {@code redis://host:port[/database]}
 * @param keyPrefix what every key of the queue begins with
 * @param login looked up whenever a client is made; never part of the uri or of a job's graph
 */
public record RedisAccess(String uri, String keyPrefix, Login.Supplier login)
    implements Serializable {
  /** A server without a login. */
  public static RedisAccess of(String uri, String keyPrefix) {
    return new RedisAccess(uri, keyPrefix, () -> Login.NONE);
  }
}
