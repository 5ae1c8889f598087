package io.renwu.cli;

import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.server.Ownership;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides with which configuration a command may use the user's secrets: the configuration names
 * the servers to which they are sent.
 */
final class SecretRules {
  /** The variable that names the configuration. */
  static final String CONFIG = "RENWU_CONFIG";

  /** The variables with the prefix {@code RENWU_} that hold no secret; all others do. */
  private static final Set<String> NOT_SECRET =
      Set.of(
          CONFIG,
          "RENWU_HOME",
          "RENWU_JAVA_OPTS",
          "RENWU_LOG",
          "RENWU_REDIS_SERVER",
          "RENWU_TERMINAL");

  private final Ownership ownership;

  SecretRules(Ownership ownership) {
    this.ownership = ownership;
  }

  /** The names of the variables that hold secrets. */
  static Set<String> inEnvironment(Map<String, String> environment) {
    Set<String> names = new TreeSet<>(environment.keySet());
    names.removeIf(name -> !name.startsWith("RENWU_") || NOT_SECRET.contains(name));
    return names;
  }

  /** The note that secrets are not used, for a configuration that was found and not named. */
  Optional<String> withheldNotice(Path config, Map<String, String> environment) {
    Set<String> names = inEnvironment(environment);
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.join(", ", names)
                + ": not used, because this configuration was found and not named; to use it,"
                + " name it: --config "
                + config);
  }

  /** Refuses a configuration that was found, not named, if another user could have written it. */
  void requireTrusted(Path config) {
    ownership
        .problem(config)
        .ifPresent(
            why -> {
              throw CliException.failed(
                  "refused to use "
                      + config
                      + ": it "
                      + why
                      + "; if it is the right one, name it: --config "
                      + config,
                  null);
            });
  }

  /** The warning that another user could have changed a named configuration. */
  Optional<String> untrustedWarning(Path config) {
    return Files.exists(config)
        ? ownership.problem(config).map(why -> "warning: " + config + " " + why)
        : Optional.empty();
  }

  /** A warning for each file of a secret that other users may read. */
  List<String> readableFileWarnings(RenwuConfig config) {
    List<String> warnings = new ArrayList<>();
    config
        .settings()
        .forEach(
            (key, text) -> {
              if (isSecretFile(key) && Files.exists(Path.of(text)) && isOpen(Path.of(text))) {
                warnings.add(
                    "warning: " + key + ": other users may read " + text + "; chmod 600 it");
              }
            });
    return warnings;
  }

  private boolean isOpen(Path file) {
    return ownership.isReadableByOthers(file);
  }

  /** Passwords and private keys. */
  private static boolean isSecretFile(String key) {
    return key.equals(Options.REDIS_TLS_KEY_FILE.key())
        || key.endsWith("password.file")
        || key.endsWith(".key.file");
  }
}
