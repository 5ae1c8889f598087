package io.renwu.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * Reads the project's Flink configuration ({@code flink-conf}) and applies the settings of one run.
 */
public final class FlinkConf {
  private static final String LOGGING = "log4j-console.properties";
  private static final String HIGH_AVAILABILITY = "high-availability.yaml";

  private FlinkConf() {}

  /**
   * The configuration of a Flink in this JVM, which has no metrics reporter on its class path.
   *
   * @param overrides Flink settings that replace the project's
   */
  public static Configuration forThisJvm(Map<String, String> overrides) {
    Map<String, String> settings = load(overrides).toMap();
    settings.keySet().removeIf(key -> key.startsWith("metrics.reporter"));
    return Configuration.fromMap(settings);
  }

  /** All settings of the project's configuration, by key. */
  public static Map<String, String> settings() {
    return load(Map.of()).toMap();
  }

  static Configuration load(Map<String, String> overrides) {
    return GlobalConfiguration.loadConfiguration(
        ProjectHome.flinkConf().toString(), Configuration.fromMap(overrides));
  }

  /**
   * The settings of {@code high-availability.yaml}, by key.
   *
   * @throws ServerException if the file cannot be read
   */
  public static Map<String, String> highAvailability() {
    Path file = ProjectHome.flinkConf().resolve(HIGH_AVAILABILITY);
    Map<String, String> settings = new TreeMap<>();
    try {
      flatten("", new YAMLMapper().readTree(file.toFile()), settings);
    } catch (IOException e) {
      throw new ServerException("cannot read " + file + ": " + e, e);
    }
    return settings;
  }

  private static void flatten(String key, JsonNode value, Map<String, String> into) {
    if (value.isObject()) {
      value
          .properties()
          .forEach(
              field ->
                  flatten(
                      key.isEmpty() ? field.getKey() : key + "." + field.getKey(),
                      field.getValue(),
                      into));
    } else {
      into.put(key, value.asText());
    }
  }

  /** Writes a configuration folder for Flink processes. */
  static void write(Configuration configuration, Path folder) {
    Folders.create(folder);
    Folders.write(
        folder.resolve(GlobalConfiguration.FLINK_CONF_FILENAME),
        String.join("\n", ConfigurationUtils.convertConfigToWritableLines(configuration, true))
            + "\n");
    Folders.copy(ProjectHome.flinkConf().resolve(LOGGING), folder.resolve(LOGGING));
  }

  /** The JVM argument that sends the log to standard output. */
  static String logging(Path folder) {
    return "-Dlog4j.configurationFile=" + folder.resolve(LOGGING).toUri();
  }
}
