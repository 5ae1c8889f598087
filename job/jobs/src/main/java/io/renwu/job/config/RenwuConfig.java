package io.renwu.job.config;

import io.renwu.violation.NearMiss;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The checked settings of one system: those of the file, those of the command line, which override
 * the file, and the secrets, which come from the environment or from files. Immutable and
 * serializable; its text shows no secret.
 */
public final class RenwuConfig implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The checked texts of the settings that were given, by key. */
  private final Map<String, String> texts;

  /** Whether secrets may be read from the environment of the machine that connects. */
  private final boolean readsEnvironment;

  private RenwuConfig(Map<String, String> texts) {
    this(texts, true);
  }

  private RenwuConfig(Map<String, String> texts, boolean readsEnvironment) {
    this.texts = texts;
    this.readsEnvironment = readsEnvironment;
  }

  /** The configuration without any setting. */
  public static RenwuConfig defaults() {
    return new RenwuConfig(new TreeMap<>());
  }

  /**
   * Loads and checks a configuration.
   *
   * @param yaml a file of nested or dotted keys
   * @param overrides texts by key, which override the file
   * @param environment where the secrets are looked up
   * @throws ConfigException for the first error
   */
  public static RenwuConfig load(
      Optional<Path> yaml, Map<String, String> overrides, Map<String, String> environment) {
    RenwuConfig config = defaults();
    yaml.map(YamlSettings::read).orElse(List.of()).forEach(config::putFromFile);
    overrides.forEach((key, text) -> config.texts.remove(key));
    overrides.forEach((key, text) -> config.put(new Setting(key, text, "command line")));
    config.putSecrets(environment);
    return config;
  }

  /**
   * Loads a configuration file that was found, not named: no secret of the environment is used with
   * it, neither now nor when connecting to a server.
   *
   * @throws ConfigException for the first error
   */
  public static RenwuConfig loadFound(Path yaml, Map<String, String> overrides) {
    RenwuConfig found = load(Optional.of(yaml), overrides, Map.of());
    return new RenwuConfig(found.texts, false);
  }

  /** Whether a secret that is not in a file may be read from the environment. */
  public boolean readsEnvironment() {
    return readsEnvironment;
  }

  /**
   * Checks settings from a file that holds others too; without secrets.
   *
   * @throws ConfigException for the first error
   */
  public static RenwuConfig of(List<Setting> settings) {
    RenwuConfig config = new RenwuConfig(new TreeMap<>());
    settings.forEach(config::putFromFile);
    return config;
  }

  /**
   * The value in force.
   *
   * @throws IllegalArgumentException if the option has neither a value nor a default
   */
  public <T> T get(Option<T> option) {
    T value = find(option);
    if (value == null) {
      throw new IllegalArgumentException(option.key() + " has no value");
    }
    return value;
  }

  /** The value in force; null if the option has neither a value nor a default. */
  public <T> @Nullable T find(Option<T> option) {
    String text = texts.get(option.key());
    return text == null ? option.defaultValue() : option.parse(text, "checked");
  }

  /**
   * The texts of all settings that were given, by key; unmodifiable. Secrets and settings for one
   * start only are left out.
   */
  public Map<String, String> settings() {
    TreeMap<String, String> shown = new TreeMap<>(texts);
    shown.keySet().removeIf(RenwuConfig::isNotKept);
    return Collections.unmodifiableMap(shown);
  }

  /** The arguments of a job's main class that load the same settings, without secrets. */
  public List<String> arguments() {
    return argumentsOf(settings());
  }

  /** The arguments that load the given settings, which are texts by key. */
  public static List<String> argumentsOf(Map<String, String> settings) {
    List<String> arguments = new ArrayList<>();
    new TreeMap<>(settings)
        .forEach(
            (key, text) -> {
              arguments.add("--" + key);
              arguments.add(text);
            });
    return arguments;
  }

  /** The text of a YAML file that loads the same settings, without secrets. */
  public String toYaml() {
    StringBuilder yaml = new StringBuilder();
    settings()
        .forEach(
            (key, text) ->
                yaml.append(key).append(": '").append(text.replace("'", "''")).append("'\n"));
    return yaml.toString();
  }

  /**
   * The properties of a kind of Kafka clients, without the brokers' addresses. A secret is a
   * reference, which {@link KafkaSecrets} resolves where the client is created.
   */
  public Map<String, String> kafkaClient(KafkaRole role) {
    Map<String, String> properties = new TreeMap<>();
    for (KafkaKey key : KafkaKey.parseAll(texts.keySet())) {
      if (key.isFor(role) && !key.isFile()) {
        properties.put(key.name(), texts.get(key.property()));
        if (key.isSecret()) {
          properties.putAll(KafkaSecrets.provider());
        }
      }
    }
    return properties;
  }

  private static boolean isNotKept(String key) {
    Option<?> option = Options.find(key);
    return option == null
        ? KafkaKey.parse(key, "checked").isSecret()
        : option.isSecret() || option.isOneTime();
  }

  private void putFromFile(Setting setting) {
    Option<?> option = Options.find(setting.key());
    if (option != null && option.isOneTime()) {
      throw ConfigException.wrong(
          setting.key(),
          setting.place(),
          "it in a file, where it would apply to every later start",
          "it as an argument of one start: --" + setting.key() + " VALUE");
    }
    put(setting);
  }

  private void put(Setting setting) {
    if (KafkaKey.isKafkaKey(setting.key())) {
      putKafka(setting);
      return;
    }
    Option<?> option = Options.find(setting.key());
    if (option == null) {
      throw new ConfigException(unknownKey(setting));
    }
    if (option.isSecret()) {
      throw secretRefused(setting, option.environmentVariable());
    }
    option.parse(setting.text(), setting.place());
    putOnce(setting);
  }

  private void putKafka(Setting setting) {
    KafkaKey key = KafkaKey.parse(setting.key(), setting.place());
    if (key.isSecret()) {
      throw secretRefused(setting, key.variable());
    }
    key.check(setting);
    putOnce(setting);
  }

  private void putOnce(Setting setting) {
    if (texts.putIfAbsent(setting.key(), setting.text().strip()) != null) {
      throw ConfigException.wrong(setting.key(), setting.place(), "the key twice", "it once");
    }
  }

  private static ConfigException secretRefused(Setting setting, String variable) {
    return ConfigException.wrong(
        setting.key(),
        setting.place(),
        "a secret",
        "it in " + variable + " or in the file " + setting.key() + ".file");
  }

  private static String unknownKey(Setting setting) {
    List<String> keys = Options.all().stream().map(Option::key).toList();
    boolean section = keys.stream().anyMatch(key -> key.startsWith(setting.key() + "."));
    String hint =
        section
            ? "; expected a map under it"
            : NearMiss.of(setting.key(), keys).map(key -> "; did you mean " + key + "?").orElse("");
    return "unknown key " + setting.key() + " (" + setting.place() + ")" + hint;
  }

  private void putSecrets(Map<String, String> environment) {
    for (Option<?> option : Options.all()) {
      if (option.isSecret()) {
        secret(option, texts.get(option.key() + ".file"), environment)
            .ifPresent(value -> texts.put(option.key(), value));
      }
    }
    for (KafkaKey key : KafkaKey.parseAll(new ArrayList<>(texts.keySet()))) {
      if (key.isFile()) {
        String file =
            Objects.requireNonNull(
                texts.get(key.property() + KafkaKey.FILE), "the setting that names the file");
        texts.put(key.property(), KafkaSecrets.reference(key, file));
      }
    }
    for (String variable : environment.keySet()) {
      KafkaKey.ofVariable(variable)
          .ifPresent(key -> texts.putIfAbsent(key.property(), KafkaSecrets.reference(key, "")));
    }
  }

  /**
   * The value of a secret: from the environment, else from its file.
   *
   * @param file null for none
   * @throws ConfigException if the file cannot be read
   */
  public static Optional<String> secret(
      Option<?> option, @Nullable String file, Map<String, String> environment) {
    return Optional.ofNullable(environment.get(option.environmentVariable()))
        .or(
            () ->
                Optional.ofNullable(file)
                    .map(path -> SecretFile.read(option.key() + ".file", path)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RenwuConfig that && texts.equals(that.texts);
  }

  @Override
  public int hashCode() {
    return texts.hashCode();
  }

  @Override
  public String toString() {
    return settings().toString();
  }
}
