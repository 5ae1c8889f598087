package io.renwu.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.renwu.job.config.ConfigException;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.config.Setting;
import io.renwu.job.config.YamlSettings;
import io.renwu.server.ProjectHome;
import io.renwu.violation.NearMiss;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.flink.configuration.MemorySize;

/**
 * The checked values of the manifests: {@code flink-conf/kubernetes/values.yaml}, overridden by a
 * file of the user. Immutable.
 */
public final class ManifestValues {
  /** The prefix of the jobs' settings. */
  private static final String RENWU = "renwu.";

  /** The prefix of Flink's settings. */
  private static final String FLINK = "flink.";

  /** So short that the names of the jobs have at most 45 characters, the operator's limit. */
  private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]{0,33}[a-z0-9])?");

  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern WHOLE = Pattern.compile("[1-9][0-9]{0,4}");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,4}([.][0-9]{1,3})?");

  private final Map<String, Setting> settings;

  private ManifestValues(Map<String, Setting> settings) {
    this.settings = settings;
  }

  /**
   * Loads and checks the values.
   *
   * @param file the values that override the project's, with nested or dotted keys
   * @throws ConfigException for the first invalid value
   */
  public static ManifestValues load(Optional<Path> file) {
    Map<String, Setting> settings = byKey(defaults());
    List<String> known = List.copyOf(settings.keySet());
    Map<String, Setting> given = file.map(ManifestValues::byKey).orElse(Map.of());
    for (Setting setting : given.values()) {
      String key = setting.key();
      if (!known.contains(key) && !key.startsWith(RENWU) && !key.startsWith(FLINK)) {
        String hint =
            NearMiss.of(key, known).map(near -> "; did you mean " + near + "?").orElse("");
        throw new ConfigException("unknown key " + key + " (" + setting.place() + ")" + hint);
      }
    }
    settings.putAll(given);
    ManifestValues values = new ManifestValues(settings);
    settings.values().forEach(ManifestValues::node);
    values.renwu();
    return values;
  }

  private static Path defaults() {
    return ProjectHome.flinkConf().resolve(Path.of("kubernetes", "values.yaml"));
  }

  private static Map<String, Setting> byKey(Path file) {
    Map<String, Setting> settings = new TreeMap<>();
    for (Setting setting : YamlSettings.read(file)) {
      if (settings.put(setting.key(), setting) != null) {
        throw wrong(setting, "a second value", "one value");
      }
    }
    return settings;
  }

  /** The value of a key in the form that manifests need; empty if there is none. */
  Optional<JsonNode> find(String key) {
    return Optional.ofNullable(settings.get(key)).map(ManifestValues::node);
  }

  private static JsonNode node(Setting setting) {
    String key = setting.key();
    String text = setting.text().strip();
    if (key.startsWith(RENWU) || key.startsWith(FLINK)) {
      return TextNode.valueOf(text);
    }
    if (key.endsWith(".parallelism") || key.endsWith(".replicas")) {
      require(setting, WHOLE.matcher(text).matches(), "a whole number, 1 or more");
      return IntNode.valueOf(Integer.parseInt(text));
    }
    if (key.endsWith(".cpu")) {
      require(
          setting,
          DECIMAL.matcher(text).matches() && new BigDecimal(text).signum() > 0,
          "a decimal above 0");
      return DecimalNode.valueOf(new BigDecimal(text));
    }
    if (key.endsWith(".memory")) {
      require(setting, isMemory(text), "a size in Flink's form, such as 2g or 1600m");
    } else if (key.equals("name")) {
      require(setting, NAME.matcher(text).matches(), "up to 35 lowercase letters, digits and '-'");
    } else if (key.equals("namespace")) {
      require(setting, DNS_LABEL.matcher(text).matches(), "lowercase letters, digits and '-'");
    } else {
      require(setting, !text.isEmpty(), "a text that is not empty");
    }
    return TextNode.valueOf(text);
  }

  private static boolean isMemory(String text) {
    try {
      return MemorySize.parse(text).getBytes() > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void require(Setting setting, boolean holds, String expected) {
    if (!holds) {
      throw wrong(setting, "'" + setting.text() + "'", expected);
    }
  }

  private static ConfigException wrong(Setting setting, String found, String expected) {
    return new ConfigException(
        setting.key() + " (" + setting.place() + "): found " + found + ", expected " + expected);
  }

  /** The settings of both jobs. */
  RenwuConfig renwu() {
    Setting parallelism = settings.get(RENWU + Options.JOB_PARALLELISM.key());
    if (parallelism != null) {
      throw wrong(
          parallelism, "a number for both jobs", "collector.parallelism and tasks.parallelism");
    }
    RenwuConfig config = RenwuConfig.of(under(RENWU));
    int most = config.get(Options.JOB_MAX_PARALLELISM);
    for (Setting setting : settings.values()) {
      if (setting.key().endsWith(".parallelism") && node(setting).asInt() > most) {
        throw wrong(setting, setting.text(), "at most job.max.parallelism, " + most);
      }
    }
    return config;
  }

  /** The settings of Flink that override the project's. */
  Map<String, String> flink() {
    Map<String, String> texts = new TreeMap<>();
    under(FLINK).forEach(setting -> texts.put(setting.key(), setting.text()));
    return texts;
  }

  private List<Setting> under(String prefix) {
    return settings.values().stream()
        .filter(setting -> setting.key().startsWith(prefix))
        .map(
            setting ->
                new Setting(
                    setting.key().substring(prefix.length()), setting.text(), setting.place()))
        .toList();
  }
}
