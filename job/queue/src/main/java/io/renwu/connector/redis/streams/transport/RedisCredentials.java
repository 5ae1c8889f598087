package io.renwu.connector.redis.streams.transport;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The login of a client.
 *
 * @param user a user of Redis' access control list; null for the default user
 * @param password null if the server needs none
 */
public record RedisCredentials(@Nullable String user, @Nullable String password) {
  /** No user, no password. */
  public static final RedisCredentials NONE = new RedisCredentials(null, null);

  /**
   * The source of a login, such as an environment variable or a file, read where the login is used.
   */
  @FunctionalInterface
  public interface Supplier extends Serializable {
    RedisCredentials get();
  }

  /** The password; empty without one. */
  char[] passwordChars() {
    return password == null ? new char[0] : password.toCharArray();
  }

  @Override
  public String toString() {
    return "Login[" + user + "]";
  }
}
