package io.renwu.job.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** The kinds of Kafka clients, each with the properties that it knows. */
public enum KafkaRole {
  CONSUMER,
  PRODUCER,
  ADMIN;

  /** The word for this kind in a key. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether clients of this kind have a property. */
  boolean has(String property) {
    return properties().containsKey(property);
  }

  /** The properties of this kind, by name. */
  Map<String, ConfigKey> properties() {
    ConfigDef definition =
        switch (this) {
          case CONSUMER -> ConsumerConfig.configDef();
          case PRODUCER -> ProducerConfig.configDef();
          case ADMIN -> AdminClientConfig.configDef();
        };
    return definition.configKeys();
  }

  /** Kafka's definition of a property; empty if no kind of client has it. */
  static Optional<ConfigKey> property(String name) {
    return Arrays.stream(values())
        .map(role -> role.properties().get(name))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** The kinds of clients that have a property. */
  static List<KafkaRole> withProperty(String property) {
    return Arrays.stream(values()).filter(role -> role.has(property)).toList();
  }
}
