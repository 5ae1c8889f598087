package io.renwu.doctor;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Kafka says of itself and of the topics.
 *
 * @param brokers how many there are
 * @param transactionVersion of the cluster's features; 0 where it has none
 * @param maxTransactionMillis the least {@code transaction.max.timeout.ms} of its brokers; null
 *     where the user may not ask
 * @param topics those that the jobs use or are to use, as far as they exist, by name
 * @param hidden those of which the user may not know whether they exist
 */
record KafkaFacts(
    int brokers,
    int transactionVersion,
    @Nullable Long maxTransactionMillis,
    Map<String, Topic> topics,
    Set<String> hidden) {
  /**
   * A topic.
   *
   * @param leastReplicas of its partitions
   * @param leastInSync of its partitions
   * @param config its settings; empty where the user may not ask
   */
  record Topic(int partitions, int leastReplicas, int leastInSync, Map<String, String> config) {}
}
