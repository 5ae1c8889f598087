package io.renwu.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSecretsTest {
  private static final String KEY = "kafka.client.ssl.keystore.password.file";
  private static final String VARIABLE = "RENWU_KAFKA_CLIENT_SSL_KEYSTORE_PASSWORD";

  @TempDir private Path folder;

  @Test
  void everyKindOfClientReadsTheFileWhenItIsCreated() throws IOException {
    Path file = folder.resolve("secret:file");
    RenwuConfig config = RenwuConfig.load(Optional.empty(), Map.of(KEY, file.toString()), Map.of());
    Files.writeString(file, "p${w}\n");

    for (KafkaRole role : KafkaRole.values()) {
      Map<String, Object> properties = new HashMap<>(config.kafkaClient(role));
      properties.put("bootstrap.servers", "localhost:1");
      assertThat(opened(role, properties).getPassword("ssl.keystore.password"))
          .isEqualTo(new Password("p${w}"));
    }
  }

  private static AbstractConfig opened(KafkaRole role, Map<String, Object> properties) {
    return switch (role) {
      case CONSUMER -> {
        properties.put("key.deserializer", ByteArrayDeserializer.class);
        properties.put("value.deserializer", ByteArrayDeserializer.class);
        yield new ConsumerConfig(properties);
      }
      case PRODUCER -> {
        properties.put("key.serializer", ByteArraySerializer.class);
        properties.put("value.serializer", ByteArraySerializer.class);
        yield new ProducerConfig(properties);
      }
      case ADMIN -> new AdminClientConfig(properties);
    };
  }

  @Test
  void theEnvironmentOverridesTheFile() throws IOException {
    String file = Files.writeString(folder.resolve("secret"), "from the file").toString();
    KafkaSecrets secrets = new KafkaSecrets(Map.of(VARIABLE, "from the variable")::get);

    assertThat(secrets.get(VARIABLE, Set.of(file)).data()).containsEntry(file, "from the variable");
    assertThat(new KafkaSecrets(unset -> null).get(VARIABLE, Set.of(file)).data())
        .containsEntry(file, "from the file");
  }

  @Test
  void namesTheVariableThatIsMissing() {
    KafkaSecrets secrets = new KafkaSecrets(unset -> null);

    assertThatThrownBy(() -> secrets.get(VARIABLE, Set.of("")))
        .hasMessage(
            "kafka.client.ssl.keystore.password (this machine's environment): found no variable "
                + VARIABLE
                + ", expected it on every machine of the jobs, or the file that " //
                + KEY
                + " names");
    assertThatThrownBy(() -> secrets.get(VARIABLE, Set.of("/no/such/file")))
        .hasMessage(
            KEY
                + " (/no/such/file): found a file that cannot be read, expected a readable UTF-8"
                + " file");
    assertThatThrownBy(() -> secrets.get("HOME", Set.of("")))
        .hasMessage("HOME holds no secret of Kafka");
  }
}
