package io.renwu.access;

import io.renwu.job.config.KafkaRole;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.KafkaFailure;
import io.renwu.timeout.BoundedCall;
import io.renwu.timeout.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;

/**
 * The timeouts of commands' Kafka clients: a wrong address or a broker that hangs is reported
 * within seconds. Where the user's properties set {@code request.timeout.ms}, the other timeouts
 * keep Kafka's defaults, because they must not be shorter.
 */
public final class CommandTimeouts {
  /** Kafka's default of {@code default.api.timeout.ms}. */
  private static final Duration DEFAULT_API_TIMEOUT = Duration.ofMinutes(1);

  private CommandTimeouts() {}

  /** The access with these timeouts. A client ignores the keys of other kinds of clients. */
  public static KafkaAccess withTimeouts(KafkaAccess client, Patience patience) {
    return client.with(properties -> addTimeouts(properties, patience));
  }

  private static Map<String, String> addTimeouts(
      Map<String, String> properties, Patience patience) {
    String connection = millis(patience.connection());
    properties.putIfAbsent(
        CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, connection);
    properties.putIfAbsent(
        CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, connection);
    if (!properties.containsKey(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG)) {
      String call = millis(patience.check());
      String delivery = millis(patience.hang());
      properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis(patience.answer()));
      properties.putIfAbsent(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, call);
      properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, call);
      properties.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery);
    }
    return properties;
  }

  private static String millis(Duration time) {
    return Long.toString(time.toMillis());
  }

  /**
   * Checks that a Kafka broker answers. Without this check a client may wait for minutes, or read
   * the first bytes of another kind of server as the size of a response and run out of memory.
   *
   * @throws IOException if no broker answers in time
   */
  public static void requireAnswer(KafkaAccess client, Patience patience) throws IOException {
    String servers = client.servers();
    var unused =
        BoundedCall.within(
            patience.check(),
            "Kafka at " + servers,
            () -> {
              try (Admin admin = withTimeouts(client, patience).admin()) {
                return admin
                    .describeCluster()
                    .clusterId()
                    .get(patience.answer().toMillis(), TimeUnit.MILLISECONDS);
              } catch (ExecutionException | TimeoutException | KafkaException e) {
                throw new IOException(
                    "Kafka at " + servers + " does not answer: " + KafkaFailure.reason(e), e);
              }
            });
  }

  /**
   * How long a consumer may wait for more of the records that exist: {@code default.api.timeout.ms}
   * of the properties, otherwise Kafka's default.
   */
  static Duration readTimeout(KafkaAccess client) {
    Object millis =
        client
            .properties(KafkaRole.CONSUMER)
            .get(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG);
    return millis == null
        ? DEFAULT_API_TIMEOUT
        : Duration.ofMillis(Long.parseLong(millis.toString()));
  }
}
