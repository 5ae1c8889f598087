package io.renwu.doctor;

import io.renwu.connector.redis.streams.inspect.AmountText;
import io.renwu.connector.redis.streams.inspect.QueueFinding;
import io.renwu.connector.redis.streams.inspect.QueueFinding.Severity;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/** Compares the facts about Kafka with what the jobs need. Does no I/O. */
final class KafkaFindings {
  private static final String RETENTION = TopicConfig.RETENTION_MS_CONFIG;
  private static final String POLICY = TopicConfig.CLEANUP_POLICY_CONFIG;
  private static final String MAX_MESSAGE = TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
  private static final String MIN_IN_SYNC = TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
  private static final String COMPACT = TopicConfig.CLEANUP_POLICY_COMPACT;

  private final KafkaFacts kafka;
  private final RenwuConfig config;
  private final TopicNames names;
  private final List<QueueFinding> findings = new ArrayList<>();

  private KafkaFindings(KafkaFacts kafka, RenwuConfig config) {
    this.kafka = kafka;
    this.config = config;
    this.names = new SystemAccess(config).topicNames();
  }

  static List<QueueFinding> of(KafkaFacts kafka, RenwuConfig config) {
    KafkaFindings found = new KafkaFindings(kafka, config);
    found.checkTransactions();
    found.checkExistence();
    kafka.topics().forEach(found::checkTopic);
    found.checkPartitionCounts();
    found.findings.addAll(TimestampFindings.of(kafka, config));
    return found.findings;
  }

  /** The topics that must exist before the first event, by the settings. */
  static Set<String> neededTopics(RenwuConfig config) {
    TopicNames names = new SystemAccess(config).topicNames();
    Set<String> needed = new LinkedHashSet<>(names.ofTaskJob());
    for (String behavior : config.get(Options.COLLECTOR_BEHAVIORS)) {
      needed.add(names.behavior(behavior));
    }
    return needed;
  }

  private void checkTransactions() {
    Duration timeout = config.get(Options.KAFKA_TRANSACTION_TIMEOUT);
    Long most = kafka.maxTransactionMillis();
    if (most != null && most < timeout.toMillis()) {
      error(
          "transaction.max.timeout.ms",
          "brokers",
          "transaction.max.timeout.ms is " + AmountText.span(most),
          "at least kafka.transaction.timeout = "
              + AmountText.span(timeout.toMillis())
              + ": the brokers refuse the jobs' transactions",
          "raise it on every broker, or lower kafka.transaction.timeout");
    }
    if (kafka.transactionVersion() > 1) {
      warning(
          "transaction.version",
          "cluster",
          "the feature transaction.version is " + kafka.transactionVersion(),
          "1: with 2 a commit that is repeated after a restart is refused, and Flink logs a loss"
              + " that did not happen",
          "kafka-features.sh --bootstrap-server … downgrade --feature transaction.version=1");
    }
  }

  private void checkExistence() {
    for (String name : neededTopics(config)) {
      if (kafka.topics().containsKey(name) || kafka.hidden().contains(name)) {
        continue;
      }
      if (config.get(Options.KAFKA_TOPICS_CREATE)) {
        warning(
            "topic",
            name,
            "the topic does not exist",
            "a topic of this name",
            "restart a job, which creates the topic");
      } else {
        error(
            "topic",
            name,
            "the topic does not exist, and kafka.topics.create is false",
            "a topic of this name: the jobs do not start without it",
            "create it, or set kafka.topics.create to true");
      }
    }
  }

  private void checkTopic(String name, KafkaFacts.Topic topic) {
    if (names.isOrdered(name) && topic.partitions() != 1) {
      error(
          "partitions",
          name,
          topic.partitions() + " partitions",
          "1: one partition keeps the order of publications, and no other is read",
          "delete the topic, restart a job, which recreates it, and publish again");
    }
    checkCleanupPolicy(name, topic);
    checkRecordSize(name, topic);
    checkReplicas(name, topic);
  }

  private void checkCleanupPolicy(String name, KafkaFacts.Topic topic) {
    String policy = topic.config().get(POLICY);
    if (policy == null) {
      return;
    }
    if (names.isCompacted(name) && !policy.equals(COMPACT)) {
      String effect =
          names.holdsTasks(name)
              ? "with another policy old tasks vanish"
              : "with another policy old records vanish";
      Severity severity = names.holdsTasks(name) ? Severity.ERROR : Severity.WARNING;
      add(
          severity,
          POLICY,
          name,
          "cleanup.policy is " + policy,
          "compact: " + effect,
          "kafka-configs.sh --alter --topic " + name + " --add-config cleanup.policy=compact");
    } else if (!names.isCompacted(name) && policy.contains(COMPACT)) {
      error(
          POLICY,
          name,
          "cleanup.policy is " + policy,
          "delete: compaction drops all but the last record of a user",
          "kafka-configs.sh --alter --topic " + name + " --add-config cleanup.policy=delete");
    }
    if (names.isBehavior(name)) {
      checkRetention(name, topic);
    }
  }

  /** Checks output topics only: senders decide the size of other records. */
  private void checkRecordSize(String name, KafkaFacts.Topic topic) {
    String text = topic.config().get(MAX_MESSAGE);
    int needed = config.get(Options.KAFKA_RECORD_MAX_BYTES);
    if (text != null && names.isOutput(name) && Integer.parseInt(text) < needed) {
      warning(
          MAX_MESSAGE,
          name,
          "max.message.bytes is " + text,
          "at least kafka.record.max.bytes = " + needed + ": larger records are shortened",
          "kafka-configs.sh --alter --topic " + name + " --add-config max.message.bytes=1048588");
    }
  }

  /** Records that Redis loses are appended again from Kafka, if Kafka still has them. */
  private void checkRetention(String name, KafkaFacts.Topic topic) {
    String text = topic.config().get(RETENTION);
    Duration span = config.get(Options.QUEUE_RETAIN_SPAN);
    if (text == null || text.startsWith("-") || Long.parseLong(text) > span.toMillis()) {
      return;
    }
    error(
        RETENTION,
        name,
        "records are kept for " + AmountText.span(Long.parseLong(text)),
        "longer than queue.retain.span = "
            + AmountText.span(span.toMillis())
            + " by the longest outage: records that Redis loses in an outage are read again",
        "raise retention.ms of the topic to days");
  }

  private void checkReplicas(String name, KafkaFacts.Topic topic) {
    String least = topic.config().getOrDefault(MIN_IN_SYNC, "1");
    if (topic.leastInSync() < Integer.parseInt(least)) {
      error(
          MIN_IN_SYNC,
          name,
          replicas(topic.leastInSync()) + " in sync",
          "at least min.insync.replicas = " + least + ": writes are refused",
          "start the missing brokers, or give the topic more replicas");
    } else if (topic.leastInSync() < topic.leastReplicas()) {
      warning(
          "replicas",
          name,
          topic.leastInSync() + " of " + topic.leastReplicas() + " replicas are in sync",
          "all",
          "find the brokers that are down or lag");
    }
    if (topic.leastReplicas() == 1 && kafka.brokers() > 1) {
      warning(
          "replicas",
          name,
          replicas(1) + " on " + kafka.brokers() + " brokers",
          "3, or one on each broker: otherwise records are lost with a broker",
          "give the topic more replicas; kafka.topic.replication.factor is for new topics");
    }
  }

  private static String replicas(int number) {
    return number == 1 ? "1 replica" : number + " replicas";
  }

  /** One reader reads partition p of every topic, so that it reads all events of a user. */
  private void checkPartitionCounts() {
    Map<Integer, String> byCount = new TreeMap<>();
    kafka
        .topics()
        .forEach(
            (name, topic) -> {
              if (names.isBehavior(name)) {
                byCount.putIfAbsent(topic.partitions(), name);
              }
            });
    if (byCount.size() > 1) {
      warning(
          "partitions",
          "behaviors",
          "topics of " + byCount.keySet() + " partitions, such as " + byCount.values(),
          "the same number: only then are a user's events of several topics put in order",
          "add partitions to the topics that have fewer");
    }
  }

  private void error(String check, String subject, String found, String expected, String advice) {
    add(Severity.ERROR, check, subject, found, expected, advice);
  }

  private void warning(String check, String subject, String found, String expected, String advice) {
    add(Severity.WARNING, check, subject, found, expected, advice);
  }

  private void add(
      Severity severity,
      String check,
      String subject,
      String found,
      String expected,
      String advice) {
    findings.add(new QueueFinding(severity, check, "kafka " + subject, found, expected, advice));
  }
}
