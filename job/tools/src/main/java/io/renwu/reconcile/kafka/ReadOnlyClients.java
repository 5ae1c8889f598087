package io.renwu.reconcile.kafka;

import io.renwu.job.kafka.KafkaAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Creates clients that only read, with short timeouts: consumers without a group, and admins. */
final class ReadOnlyClients {
  /** The timeout of one request, milliseconds. */
  private static final String ANSWER_MILLIS = "20000";

  /** The size of a partition's fetch; small, so that many partitions need little memory. */
  private static final String FETCH_BYTES = Integer.toString(256 << 10);

  /** How long a fetch waits at a topic's end; short, because closing waits for a pending fetch. */
  private static final String FETCH_MILLIS = "50";

  /** How long Kafka may return none of the records that exist. */
  static final Duration SILENCE = Duration.ofSeconds(20);

  private ReadOnlyClients() {}

  static Admin admin(KafkaAccess client) throws IOException {
    return client
        .with(
            Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS))
        .admin();
  }

  /** A consumer of committed records. */
  static KafkaConsumer<byte[], byte[]> committed(KafkaAccess client) throws IOException {
    return client
        .with(
            Map.of(
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_MILLIS))
        .consumer();
  }
}
