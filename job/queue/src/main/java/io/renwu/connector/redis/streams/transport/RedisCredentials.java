package io.renwu.connector.redis.streams.transport;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Who a client says it is.
 *
 * @param user of Redis' access control list, or null for the default user
 * @param password or null where the server asks for none
 */
public record RedisCredentials(@Nullable String user, @Nullable String password) {
  /** No user, no password. */
  public static final RedisCredentials NONE = new RedisCredentials(null, null);

  /** Where a login comes from (an environment variable, a file), looked up at the place of use. */
  @FunctionalInterface
  public interface Supplier extends Serializable {
    RedisCredentials get();
  }

  /** The password, empty where there is none. */
  char[] passwordChars() {
    return password == null ? new char[0] : password.toCharArray();
  }

  @Override
  public String toString() {
    return "Login[" + user + "]";
  }
}
