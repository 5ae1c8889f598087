package io.renwu.job;

import io.renwu.job.config.ConfigException;
import io.renwu.job.config.RenwuConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The arguments of a job's main class: {@code --config FILE} and {@code --key value}. */
public final class JobArguments {
  private static final String DASHES = "--";

  private JobArguments() {}

  /**
   * Reads and checks the configuration.
   *
   * @throws ConfigException for the first error
   */
  public static RenwuConfig parse(String... args) {
    Optional<Path> file = Optional.empty();
    Map<String, String> overrides = new LinkedHashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      String name = args[i];
      if (!name.startsWith(DASHES)) {
        throw new ConfigException("found \"" + name + "\"; expected --config FILE or --key value");
      }
      if (i + 1 == args.length) {
        throw new ConfigException(name + " has no value; expected " + name + " VALUE");
      }
      if (name.equals("--config")) {
        file = Optional.of(Path.of(args[i + 1]));
      } else {
        overrides.put(name.substring(DASHES.length()), args[i + 1]);
      }
    }
    return RenwuConfig.load(file, overrides, System.getenv());
  }
}
