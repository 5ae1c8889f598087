package io.renwu.job.config;

import io.renwu.violation.NearMiss;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/**
 * The key of a property of Kafka's clients: {@code kafka.client.NAME} for all clients that have it,
 * {@code kafka.client.consumer.NAME} and the like for one kind, and the same with {@code .file} for
 * the file that holds a secret.
 *
 * @param scope the part before the name
 * @param role empty for all kinds of clients
 * @param name of the property
 * @param isFile whether the value is the path of the file that holds the property's value
 */
record KafkaKey(String scope, Optional<KafkaRole> role, String name, boolean isFile) {
  static final String ALL = "kafka.client.";
  static final String FILE = ".file";
  private static final String VARIABLE = "RENWU_KAFKA_CLIENT_";

  private static final String GROUPS = "Renwu names its consumer groups itself";
  private static final String FORMAT = "Renwu reads and writes bytes";
  private static final String LOSS = "records would be lost or duplicated without it";
  private static final String PARTITIONS = "a user's records belong to the partition of their key";

  /** The properties that Renwu sets itself, with what to do instead or the reason. */
  private static final Map<String, String> RESERVED =
      Map.ofEntries(
          Map.entry("bootstrap.servers", "set kafka.bootstrap.servers"),
          Map.entry("bootstrap.controllers", "set kafka.bootstrap.servers"),
          Map.entry("group.id", GROUPS + ": kafka.transactional.id.prefix begins their names"),
          Map.entry("group.instance.id", GROUPS),
          Map.entry("group.protocol", GROUPS + " and assigns partitions by itself"),
          Map.entry("group.remote.assignor", GROUPS + " and assigns partitions by itself"),
          Map.entry("enable.auto.commit", "offsets are committed with checkpoints only"),
          Map.entry("auto.offset.reset", "checkpoints hold the offsets where reading begins"),
          Map.entry("isolation.level", "only committed records count"),
          Map.entry("key.deserializer", FORMAT),
          Map.entry("value.deserializer", FORMAT),
          Map.entry("key.serializer", FORMAT),
          Map.entry("value.serializer", FORMAT),
          Map.entry("acks", LOSS),
          Map.entry("enable.idempotence", LOSS),
          Map.entry("transactional.id", "set kafka.transactional.id.prefix"),
          Map.entry("transaction.timeout.ms", "set kafka.transaction.timeout"),
          Map.entry("transaction.two.phase.commit.enable", "Flink's checkpoints do this"),
          Map.entry("partitioner.class", PARTITIONS),
          Map.entry("partitioner.ignore.keys", PARTITIONS),
          Map.entry("config.providers", "secrets come from files and the environment"));

  static boolean isKafkaKey(String key) {
    return key.startsWith(ALL);
  }

  /**
   * Parses a key.
   *
   * @param place where it was found, for the message
   * @throws ConfigException if no property has this key, or Renwu sets the property itself
   */
  static KafkaKey parse(String key, String place) {
    KafkaKey parts = split(key);
    if (!parts.isKnown()) {
      throw new ConfigException(
          "unknown key "
              + key
              + " ("
              + place
              + "): Kafka's clients have no such property" //
              + parts.hint());
    }
    String reason = RESERVED.get(parts.name);
    if (reason != null) {
      throw ConfigException.wrong(
          key, place, "a property that Renwu sets itself", "no such line: " + reason);
    }
    return parts;
  }

  private static KafkaKey split(String key) {
    String rest = key.substring(ALL.length());
    for (KafkaRole role : KafkaRole.values()) {
      if (rest.startsWith(role.word() + ".")) {
        String name = rest.substring(role.word().length() + 1);
        return parseFileSuffix(ALL + role.word() + ".", Optional.of(role), name);
      }
    }
    return parseFileSuffix(ALL, Optional.empty(), rest);
  }

  private static KafkaKey parseFileSuffix(String scope, Optional<KafkaRole> role, String text) {
    KafkaKey whole = new KafkaKey(scope, role, text, false);
    if (whole.isKnown() || !text.endsWith(FILE)) {
      return whole;
    }
    String name = text.substring(0, text.length() - FILE.length());
    KafkaKey file = new KafkaKey(scope, role, name, true);
    return file.isKnown() && file.isOfSecret() ? file : whole;
  }

  private boolean isKnown() {
    return role.map(one -> one.has(name)).orElse(KafkaRole.property(name).isPresent());
  }

  private String hint() {
    List<String> same =
        KafkaRole.withProperty(name).stream().map(one -> ALL + one.word() + "." + name).toList();
    List<String> names = new ArrayList<>();
    role.map(List::of)
        .orElse(List.of(KafkaRole.values()))
        .forEach(one -> names.addAll(one.properties().keySet()));
    Optional<String> meant =
        same.isEmpty()
            ? NearMiss.of(name, names).map(near -> scope + near)
            : Optional.of(String.join(" or ", same));
    return meant.map(near -> "; did you mean " + near + "?").orElse("");
  }

  private boolean isOfSecret() {
    return KafkaRole.property(name).orElseThrow().type == ConfigDef.Type.PASSWORD;
  }

  /** Whether its value is a secret. */
  boolean isSecret() {
    return !isFile && isOfSecret();
  }

  /** The key of the property itself. */
  String property() {
    return scope + name;
  }

  /** The environment variable that holds the secret. */
  String variable() {
    return Option.variable(property());
  }

  /**
   * The secret that an environment variable holds; empty for a variable of anything else.
   *
   * @throws ConfigException if the variable has the prefix of secrets, and there is no such secret
   */
  static Optional<KafkaKey> ofVariable(String variable) {
    if (!variable.startsWith(VARIABLE)) {
      return Optional.empty();
    }
    List<KafkaKey> secrets = secrets();
    Optional<KafkaKey> found =
        secrets.stream().filter(secret -> secret.variable().equals(variable)).findFirst();
    if (found.isEmpty()) {
      throw new ConfigException(
          "unknown variable "
              + variable
              + " (environment): found no secret of this name, expected settings without secrets"
              + " in the file or on the command line"
              + NearMiss.of(variable, secrets.stream().map(KafkaKey::variable).toList())
                  .map(near -> "; did you mean " + near + "?")
                  .orElse(""));
    }
    return found;
  }

  private static List<KafkaKey> secrets() {
    List<KafkaKey> secrets = new ArrayList<>();
    for (KafkaRole role : KafkaRole.values()) {
      for (ConfigKey property : role.properties().values()) {
        if (property.type == ConfigDef.Type.PASSWORD) {
          secrets.add(new KafkaKey(ALL, Optional.empty(), property.name, false));
          secrets.add(
              new KafkaKey(ALL + role.word() + ".", Optional.of(role), property.name, false));
        }
      }
    }
    return secrets;
  }

  /**
   * Checks a value as Kafka's clients do. Classes are not checked: they need not be on this
   * machine.
   *
   * @throws ConfigException if the clients would refuse it
   */
  void check(Setting setting) {
    if (isFile) {
      checkFile(setting);
      return;
    }
    ConfigKey property = KafkaRole.property(name).orElseThrow();
    String shown = "\"" + setting.text() + "\"";
    if (setting.text().contains("${")) {
      throw ConfigException.wrong(
          setting.key(), setting.place(), shown, "a plain value: ${…} is not replaced");
    }
    if (property.type == ConfigDef.Type.CLASS) {
      return;
    }
    try {
      Object value = ConfigDef.parseType(name, setting.text(), property.type);
      if (property.validator != null) {
        property.validator.ensureValid(name, value);
      }
    } catch (org.apache.kafka.common.config.ConfigException refused) {
      String type = property.type.name().toLowerCase(Locale.ROOT);
      String bounds = property.validator == null ? "" : ", " + property.validator;
      throw ConfigException.wrong(
          setting.key(), setting.place(), shown, "a value of Kafka's type " + type + bounds);
    }
  }

  /** Refuses a path that a reference cannot hold; see {@link KafkaSecrets}. */
  private static void checkFile(Setting setting) {
    if (setting.text().isBlank() || setting.text().contains("}")) {
      throw ConfigException.wrong(
          setting.key(), setting.place(), "\"" + setting.text() + "\"", "a file's path without }");
    }
  }

  /** Whether clients of a kind get the property. */
  boolean isFor(KafkaRole client) {
    return role.map(client::equals).orElse(client.has(name));
  }

  /** Whether it is for one kind of clients, and so overrides the key for all. */
  boolean isForOneRole() {
    return role.isPresent();
  }

  /**
   * Parses those keys for which {@link #isKafkaKey} holds; the keys that override others are last.
   */
  static List<KafkaKey> parseAll(Iterable<String> keys) {
    List<KafkaKey> all = new ArrayList<>();
    List<KafkaKey> winning = new ArrayList<>();
    for (String key : keys) {
      if (isKafkaKey(key)) {
        KafkaKey parts = split(key);
        (parts.isForOneRole() ? winning : all).add(parts);
      }
    }
    all.addAll(winning);
    return all;
  }
}
