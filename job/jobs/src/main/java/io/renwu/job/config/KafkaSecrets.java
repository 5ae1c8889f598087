package io.renwu.job.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Provides the secrets of Kafka's clients, from the environment or a file of the machine on which a
 * client is created. Settings, job graphs and checkpoints hold references only:
 *
 * <pre>
 * ${renwu:VARIABLE:FILE}     FILE may be empty; the variable wins if it is set
 * </pre>
 *
 * Public with a public constructor, because Kafka loads it by name.
 */
public final class KafkaSecrets implements ConfigProvider {
  private static final String NAME = "renwu";
  private static final String PROVIDERS = "config.providers";

  private final UnaryOperator<String> environment;

  public KafkaSecrets() {
    this(System::getenv);
  }

  KafkaSecrets(UnaryOperator<String> environment) {
    this.environment = environment;
  }

  /**
   * The reference to a secret.
   *
   * @param file empty if none is set
   */
  static String reference(KafkaKey secret, String file) {
    return "${" + NAME + ":" + secret.variable() + ":" + file + "}";
  }

  /** The properties by which Kafka finds this class. */
  static Map<String, String> provider() {
    return Map.of(PROVIDERS, NAME, PROVIDERS + "." + NAME + ".class", KafkaSecrets.class.getName());
  }

  @Override
  public ConfigData get(String variable, Set<String> files) {
    Map<String, String> secrets = new HashMap<>();
    files.forEach(file -> secrets.put(file, secret(variable, file)));
    return new ConfigData(secrets);
  }

  private String secret(String variable, String file) {
    KafkaKey key =
        KafkaKey.ofVariable(variable)
            .orElseThrow(() -> new ConfigException(variable + " holds no secret of Kafka"));
    String value = environment.apply(variable);
    if (value != null) {
      return value;
    }
    if (file.isEmpty()) {
      throw ConfigException.wrong(
          key.property(),
          "this machine's environment",
          "no variable " + variable,
          "it on every machine of the jobs, or the file that " + key.property() + ".file names");
    }
    return SecretFile.read(key.property() + KafkaKey.FILE, file);
  }

  @Override
  public ConfigData get(String variable) {
    return new ConfigData(Map.of());
  }

  @Override
  public void configure(Map<String, ?> settings) {}

  @Override
  public void close() {}
}
