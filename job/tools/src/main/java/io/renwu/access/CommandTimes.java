package io.renwu.access;

import io.renwu.job.config.KafkaRole;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.KafkaFailure;
import io.renwu.patience.BoundedCall;
import io.renwu.patience.Patience;
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
 * The times of the Kafka clients of commands: a wrong address or a broker that hangs is told in
 * seconds. Properties that set {@code request.timeout.ms} themselves keep Kafka's other times,
 * which must not be shorter than that.
 */
public final class CommandTimes {
  /** The default of {@code default.api.timeout.ms}. */
  private static final Duration USUAL_SILENCE = Duration.ofMinutes(1);

  private CommandTimes() {}

  /** The access with the times, of which clients pass over those of other kinds. */
  public static KafkaAccess on(KafkaAccess client, Patience patience) {
    return client.with(properties -> timed(properties, patience));
  }

  private static Map<String, String> timed(Map<String, String> timed, Patience patience) {
    String connection = millis(patience.connection());
    timed.putIfAbsent(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, connection);
    timed.putIfAbsent(
        CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, connection);
    if (!timed.containsKey(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG)) {
      String look = millis(patience.look());
      timed.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis(patience.answer()));
      timed.putIfAbsent(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, look);
      timed.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, look);
      timed.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(patience.certainty()));
    }
    return timed;
  }

  private static String millis(Duration time) {
    return Long.toString(time.toMillis());
  }

  /**
   * Asks a broker for an answer before something that would wait for long, or that would take the
   * first bytes of a server of another kind for the size of an answer, and fail for want of memory.
   *
   * @throws IOException if there is none in time
   */
  public static void requireAnswer(KafkaAccess client, Patience patience) throws IOException {
    String servers = client.servers();
    var unused =
        BoundedCall.within(
            patience.look(),
            "Kafka at " + servers,
            () -> {
              try (Admin admin = on(client, patience).admin()) {
                return admin
                    .describeCluster()
                    .clusterId()
                    .get(patience.answer().toMillis(), TimeUnit.MILLISECONDS);
              } catch (ExecutionException | TimeoutException | KafkaException silent) {
                throw new IOException(
                    "Kafka at " + servers + " does not answer: " + KafkaFailure.reason(silent),
                    silent);
              }
            });
  }

  /**
   * How long a client may get nothing more of records that are there: as long as for an answer
   * where the properties set that, else as long as Kafka's clients wait for one.
   */
  static Duration silence(KafkaAccess client) {
    Object millis =
        client
            .properties(KafkaRole.CONSUMER)
            .get(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG);
    return millis == null ? USUAL_SILENCE : Duration.ofMillis(Long.parseLong(millis.toString()));
  }
}
