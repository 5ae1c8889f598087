package io.renwu.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * The project's Flink configuration ({@code flink-conf}), with settings that differ for one run.
 */
public final class FlinkConf {
  private static final String LOGGING = "log4j-console.properties";

  private FlinkConf() {}

  /**
   * For a Flink inside this JVM, which has no reporter of metrics on its class path.
   *
   * @param overrides Flink settings that differ
   */
  public static Configuration ofThisJvm(Map<String, String> overrides) {
    Map<String, String> settings = load(overrides).toMap();
    settings.keySet().removeIf(key -> key.startsWith("metrics.reporter"));
    return Configuration.fromMap(settings);
  }

  static Configuration load(Map<String, String> overrides) {
    return GlobalConfiguration.loadConfiguration(
        ProjectHome.flinkConf().toString(), Configuration.fromMap(overrides));
  }

  /** Writes a configuration folder for Flink processes. */
  static void write(Configuration configuration, Path folder) {
    Folders.create(folder);
    Folders.write(
        folder.resolve(GlobalConfiguration.FLINK_CONF_FILENAME),
        String.join("\n", ConfigurationUtils.convertConfigToWritableLines(configuration, true))
            + "\n");
    try {
      Files.copy(
          ProjectHome.flinkConf().resolve(LOGGING),
          folder.resolve(LOGGING),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ServerException("cannot copy " + LOGGING + " to " + folder + ": " + e, e);
    }
  }

  /** The argument of the JVM that makes its log go to its standard output. */
  static String logging(Path folder) {
    return "-Dlog4j.configurationFile=" + folder.resolve(LOGGING).toUri();
  }
}
