package io.renwu.job;

import io.renwu.connector.redis.streams.transport.RedisCredentials;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the login on the machine that uses it, from its environment or a file, so that a job graph
 * holds no secret.
 *
 * @param user null for the default user
 * @param passwordFile null if the password is in the environment, or there is none
 * @param readsEnvironment whether the password may be read from the environment
 */
record RedisLogin(@Nullable String user, @Nullable String passwordFile, boolean readsEnvironment)
    implements RedisCredentials.Supplier {
  @Override
  public RedisCredentials get() {
    Map<String, String> environment = readsEnvironment ? System.getenv() : Map.of();
    return new RedisCredentials(
        user, RenwuConfig.secret(Options.REDIS_PASSWORD, passwordFile, environment).orElse(null));
  }
}
