package io.renwu.job;

import io.renwu.connector.redis.streams.client.Login;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import java.util.Map;
import java.util.Optional;

/**
 * Looks the login up where it is used, in the environment or the file of that machine, so that a
 * job's graph holds no secret.
 *
 * @param user null for the default user
 * @param passwordFile null where the password is in the environment, or there is none
 * @param readsEnvironment whether it may be looked for there
 */
record RedisLogin(String user, String passwordFile, boolean readsEnvironment)
    implements Login.Supplier {
  @Override
  public Login get() {
    Map<String, String> settings =
        passwordFile == null ? Map.of() : Map.of(Options.REDIS_PASSWORD_FILE.key(), passwordFile);
    Map<String, String> environment = readsEnvironment ? System.getenv() : Map.of();
    RenwuConfig here = RenwuConfig.load(Optional.empty(), settings, environment);
    return new Login(user, here.get(Options.REDIS_PASSWORD));
  }
}
