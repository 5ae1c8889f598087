package io.renwu.doctor;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state of a Kafka cluster and its topics.
 *
 * @param brokers the number of brokers
 * @param transactionVersion the cluster's feature; 0 if it has none
 * @param maxTransactionMillis the least {@code transaction.max.timeout.ms} of the brokers; null if
 *     the user may not read it
 * @param topics the existing topics that the jobs use, by name
 * @param hidden the topics that the user may not describe, so that it is unknown whether they exist
 */
record KafkaFacts(
    int brokers,
    int transactionVersion,
    @Nullable Long maxTransactionMillis,
    Map<String, Topic> topics,
    Set<String> hidden) {
  /**
   * The state of a topic.
   *
   * @param leastReplicas the least number of replicas of a partition
   * @param leastInSync the least number of replicas in sync of a partition
   * @param config its settings; empty if the user may not read them
   */
  record Topic(int partitions, int leastReplicas, int leastInSync, Map<String, String> config) {}
}
