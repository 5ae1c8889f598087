package io.renwu.job.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the record size limits of topics from Kafka. */
public final class TopicLimits {
  private static final Logger LOG = LoggerFactory.getLogger(TopicLimits.class);
  private static final String ANSWER_MILLIS = Long.toString(Duration.ofSeconds(10).toMillis());
  private static final Map<String, String> IMPATIENT =
      Map.of(
          AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
          ANSWER_MILLIS,
          AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
          ANSWER_MILLIS);

  /** The default of a producer's {@code max.request.size}. */
  private static final int DEFAULT_REQUEST_BYTES = 1 << 20;

  private TopicLimits() {}

  /** The producer's {@code max.request.size} that admits every record. */
  public static String requestBytes(int maxRecordBytes) {
    return Integer.toString(Math.max(DEFAULT_REQUEST_BYTES, maxRecordBytes));
  }

  /**
   * The {@code max.message.bytes} of topics. Topics are left out if they do not exist, the user may
   * not read their configuration, or no broker answers.
   */
  static Map<String, Integer> read(KafkaAccess client, Collection<String> topics) {
    Map<String, Integer> limits = new HashMap<>();
    try (Admin admin = client.with(IMPATIENT).admin()) {
      admin
          .describeConfigs(
              topics.stream()
                  .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                  .toList())
          .values()
          .forEach((topic, answer) -> put(topic.name(), answer, limits));
    } catch (IOException | KafkaException e) {
      LOG.warn("cannot ask Kafka how large a record {} may be", topics, e);
    }
    return limits;
  }

  private static void put(String topic, KafkaFuture<Config> answer, Map<String, Integer> limits) {
    try {
      ConfigEntry limit = answer.get().get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
      if (limit != null && limit.value() != null) {
        limits.put(topic, Integer.valueOf(limit.value()));
      }
    } catch (ExecutionException e) {
      LOG.warn(
          "cannot read {} of {} from Kafka: {}; kafka.record.max.bytes applies instead",
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
          topic,
          KafkaFailure.reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
