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
 * With which configuration a command may use the user's secrets: whoever writes the configuration
 * names the servers that they are sent to.
 */
final class SecretRules {
  /** The variable that names the configuration. */
  static final String CONFIG = "RENWU_CONFIG";

  /** The variables of Renwu's that hold no secret; every other one is taken for one. */
  private static final Set<String> OPEN =
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
    names.removeIf(name -> !name.startsWith("RENWU_") || OPEN.contains(name));
    return names;
  }

  /** What to say where a configuration that nobody named is used; empty if there is no secret. */
  Optional<String> withheld(Path config, Map<String, String> environment) {
    Set<String> names = inEnvironment(environment);
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.join(", ", names)
                + ": not used, for this configuration was found and not named; to use it,"
                + " name it: --config "
                + config);
  }

  /**
   * Refuses a configuration that was found by its place if another user could have put it there.
   */
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

  /** What to say of a configuration that was named and that another user could have changed. */
  Optional<String> doubt(Path config) {
    return Files.exists(config)
        ? ownership.problem(config).map(why -> "warning: " + config + " " + why)
        : Optional.empty();
  }

  /** The files of secrets that others may read, a warning each. */
  List<String> readableByOthers(RenwuConfig config) {
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
    return ownership.isReadByOthers(file);
  }

  /** A private key is one, too. */
  private static boolean isSecretFile(String key) {
    return key.equals(Options.REDIS_TLS_KEY_FILE.key())
        || key.endsWith("password.file")
        || key.endsWith(".key.file");
  }
}
