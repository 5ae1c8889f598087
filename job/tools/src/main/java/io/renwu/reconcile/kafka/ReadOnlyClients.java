package io.renwu.reconcile.kafka;

import io.renwu.job.kafka.KafkaAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Clients that only read, and do not wait for long: consumers without a group, and admins. */
final class ReadOnlyClients {
  /** How long Kafka may stay silent at a single question, milliseconds. */
  private static final String ANSWER_MILLIS = "20000";

  /** Of one partition at a time, so that many partitions take little memory. */
  private static final String FETCH_BYTES = Integer.toString(256 << 10);

  /** Closing waits for the fetch under way, which at a topic's end waits for so long. */
  private static final String FETCH_MILLIS = "50";

  /** How long Kafka may give nothing more of records that are there. */
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

  /** A consumer that sees what is committed. */
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
