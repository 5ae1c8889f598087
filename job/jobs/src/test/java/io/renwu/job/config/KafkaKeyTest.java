package io.renwu.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that are properties of Kafka's clients. */
class KafkaKeyTest {
  @TempDir private Path folder;

  private RenwuConfig load(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("renwu.yaml"), yaml);
    return RenwuConfig.load(Optional.of(file), Map.of(), Map.of());
  }

  @Test
  void propertiesGoToTheClientsThatHaveThem() throws IOException {
    RenwuConfig config =
        load(
            """
            kafka:
              client:
                security.protocol: SASL_SSL
                request.timeout.ms: 20000
                linger.ms: 7
                ssl: {enabled.protocols: [TLSv1.3, TLSv1.2], endpoint.identification.algorithm: ''}
                admin:
                  request.timeout.ms: 5000
            kafka.client.consumer.max.poll.records: 100
            """);

    assertThat(config.kafkaClient(KafkaRole.CONSUMER))
        .containsOnly(
            entry("security.protocol", "SASL_SSL"),
            entry("request.timeout.ms", "20000"),
            entry("ssl.enabled.protocols", "TLSv1.3,TLSv1.2"),
            entry("ssl.endpoint.identification.algorithm", ""),
            entry("max.poll.records", "100"));
    assertThat(config.kafkaClient(KafkaRole.PRODUCER))
        .containsEntry("linger.ms", "7")
        .doesNotContainKey("max.poll.records");
    assertThat(config.kafkaClient(KafkaRole.ADMIN))
        .containsEntry("request.timeout.ms", "5000")
        .doesNotContainKey("linger.ms");
    assertThat(RenwuConfig.load(Optional.empty(), config.settings(), Map.of())).isEqualTo(config);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kafka.client.security.protcol: SSL            | unknown key kafka.client.security.protcol (FILE:1): Kafka's clients have no such property; did you mean kafka.client.security.protocol?
          kafka.client.ssl.keystore.pasword.file: x     | unknown key kafka.client.ssl.keystore.pasword.file (FILE:1): Kafka's clients have no such property; did you mean kafka.client.ssl.keystore.password?
          kafka.client.consumer.linger.ms: 5            | unknown key kafka.client.consumer.linger.ms (FILE:1): Kafka's clients have no such property; did you mean kafka.client.producer.linger.ms?
          kafka.client.security.protocol.file: x        | unknown key kafka.client.security.protocol.file (FILE:1): Kafka's clients have no such property; did you mean kafka.client.security.protocol?
          kafka.client.isolation.level: read_committed  | kafka.client.isolation.level (FILE:1): found a property that Renwu sets itself, expected no such line: only committed records count
          kafka.client.producer.transactional.id: x     | kafka.client.producer.transactional.id (FILE:1): found a property that Renwu sets itself, expected no such line: set kafka.transactional.id.prefix
          kafka.client.bootstrap.servers: a:1           | kafka.client.bootstrap.servers (FILE:1): found a property that Renwu sets itself, expected no such line: set kafka.bootstrap.servers
          kafka.client.ssl.keystore.password: pw        | kafka.client.ssl.keystore.password (FILE:1): found a secret, expected it in RENWU_KAFKA_CLIENT_SSL_KEYSTORE_PASSWORD or in the file kafka.client.ssl.keystore.password.file
          kafka.client.admin.sasl.jaas.config: pw       | kafka.client.admin.sasl.jaas.config (FILE:1): found a secret, expected it in RENWU_KAFKA_CLIENT_ADMIN_SASL_JAAS_CONFIG or in the file kafka.client.admin.sasl.jaas.config.file
          kafka.client.request.timeout.ms: soon         | kafka.client.request.timeout.ms (FILE:1): found "soon", expected a value of Kafka's type int, [0,...]
          kafka.client.client.id: a${b}                 | kafka.client.client.id (FILE:1): found "a${b}", expected a plain value: ${…} is not replaced
          kafka.client.sasl.jaas.config.file: '/a}b'    | kafka.client.sasl.jaas.config.file (FILE:1): found "/a}b", expected a file's path without }
          """)
  void saysWhatIsWrong(String yaml, String message) {
    assertThatThrownBy(() -> load(yaml + "\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message.replace("FILE", folder.resolve("renwu.yaml").toString()));
  }

  @Test
  void secretsAreReferences() throws IOException {
    Path secret = Files.writeString(folder.resolve("jaas"), "very secret\n");
    RenwuConfig config =
        RenwuConfig.load(
            Optional.empty(),
            Map.of("kafka.client.sasl.jaas.config.file", secret.toString()),
            Map.of("RENWU_KAFKA_CLIENT_PRODUCER_SSL_KEY_PASSWORD", "hidden"));

    assertThat(config.kafkaClient(KafkaRole.CONSUMER))
        .containsOnly(
            entry(
                "sasl.jaas.config", "${renwu:RENWU_KAFKA_CLIENT_SASL_JAAS_CONFIG:" + secret + "}"),
            entry("config.providers", "renwu"),
            entry("config.providers.renwu.class", KafkaSecrets.class.getName()));
    assertThat(config.kafkaClient(KafkaRole.PRODUCER))
        .containsEntry(
            "ssl.key.password", "${renwu:RENWU_KAFKA_CLIENT_PRODUCER_SSL_KEY_PASSWORD:}");
    assertThat(config.settings())
        .containsOnly(entry("kafka.client.sasl.jaas.config.file", secret.toString()));
    assertThat(config.toString() + config.toYaml() + config.arguments())
        .doesNotContain("hidden", "very secret");
  }

  @Test
  void aVariableThatHoldsNoSecretIsRefused() {
    assertThatThrownBy(
            () ->
                RenwuConfig.load(
                    Optional.empty(),
                    Map.of(),
                    Map.of("RENWU_KAFKA_CLIENT_SASL_JAS_CONFIG", "hidden")))
        .hasMessage(
            "unknown variable RENWU_KAFKA_CLIENT_SASL_JAS_CONFIG (environment): found no secret of"
                + " this name, expected settings without secrets in the file or on the command"
                + " line; did you mean RENWU_KAFKA_CLIENT_SASL_JAAS_CONFIG?");
  }
}
