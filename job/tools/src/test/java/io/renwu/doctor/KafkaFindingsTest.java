package io.renwu.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.renwu.connector.redis.streams.inspect.QueueFinding;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.TopicNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KafkaFindingsTest {
  private static final Map<String, String> COMPACT = Map.of("cleanup.policy", "compact");
  private static final Map<String, String> WEEK =
      Map.of("cleanup.policy", "delete", "retention.ms", "604800000");

  private final RenwuConfig config =
      RenwuConfig.load(Optional.empty(), Map.of("collector.behaviors", "login,comment"), Map.of());
  private final Map<String, KafkaFacts.Topic> topics = new TreeMap<>();

  KafkaFindingsTest() {
    for (String name : KafkaFindings.neededTopics(config)) {
      topics.put(name, topic(4, WEEK));
    }
    topics.put(TopicNames.DEFAULT.progress(), topic(4, COMPACT));
    topics.put(TopicNames.DEFAULT.rules(), topic(1, COMPACT));
    topics.put(TopicNames.DEFAULT.ruleStatus(), topic(1, COMPACT));
    topics.put(TopicNames.DEFAULT.catalog(), topic(1, COMPACT));
  }

  private static KafkaFacts.Topic topic(int partitions, Map<String, String> settings) {
    return new KafkaFacts.Topic(partitions, 1, 1, settings);
  }

  private List<QueueFinding> find(int transactionVersion, Long maxTransactionMillis) {
    return KafkaFindings.of(
        new KafkaFacts(1, transactionVersion, maxTransactionMillis, topics, Set.of()), config);
  }

  private QueueFinding only() {
    List<QueueFinding> findings = find(1, 900_000L);
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  @Test
  void topicsThatTheJobsCreateHaveNoFindings() {
    assertThat(topics).hasSize(9);
    assertThat(find(1, 900_000L)).isEmpty();
    assertThat(find(0, null)).isEmpty();
  }

  @Test
  void aShortTransactionTimeoutAndTransactionVersion2AreFound() {
    assertThat(find(2, 60_000L))
        .extracting(QueueFinding::check, QueueFinding::isError)
        .containsExactly(
            tuple("transaction.max.timeout.ms", true), tuple("transaction.version", false));
  }

  @Test
  void aMissingTopicIsFound() {
    topics.remove("behavior.login");
    assertThat(only().isError()).isFalse();
    assertThat(only().subject()).isEqualTo("kafka behavior.login");
    RenwuConfig strict =
        RenwuConfig.load(
            Optional.empty(),
            Map.of("collector.behaviors", "login,comment", "kafka.topics.create", "false"),
            Map.of());
    assertThat(KafkaFindings.of(new KafkaFacts(1, 1, null, topics, Set.of()), strict))
        .singleElement()
        .matches(QueueFinding::isError);
  }

  @Test
  void topicsThatLoseTasksOrTheirOrderAreFound() {
    topics.put(TopicNames.DEFAULT.rules(), topic(1, WEEK));
    assertThat(only().isError()).isTrue();
    assertThat(only().text()).contains("old tasks vanish");
    topics.put(TopicNames.DEFAULT.rules(), topic(3, COMPACT));
    assertThat(only().check()).isEqualTo("partitions");
    topics.put(TopicNames.DEFAULT.rules(), topic(1, COMPACT));
    topics.put(TopicNames.DEFAULT.catalog(), topic(1, WEEK));
    assertThat(only().isError()).isTrue();
  }

  @Test
  void compactionOfGrantsIsFound() {
    topics.put(TopicNames.DEFAULT.grants(), topic(4, COMPACT));
    assertThat(only().isError()).isTrue();
  }

  @Test
  void aRetentionTooShortToRepairTheQueueIsFound() {
    topics.put(
        "behavior.login", topic(4, Map.of("cleanup.policy", "delete", "retention.ms", "3600000")));
    assertThat(only().check()).isEqualTo("retention.ms");
    topics.put(
        "behavior.login", topic(4, Map.of("cleanup.policy", "delete", "retention.ms", "-1")));
    assertThat(find(1, null)).isEmpty();
  }

  @Test
  void outputTopicsWithATooSmallRecordLimitAreFound() {
    topics.put(
        TopicNames.DEFAULT.grants(),
        topic(4, Map.of("cleanup.policy", "delete", "max.message.bytes", "100000")));
    assertThat(only().isError()).isFalse();
    assertThat(only().text()).contains("kafka.record.max.bytes = 1000000");
    topics.put(
        TopicNames.DEFAULT.grants(),
        topic(4, Map.of("cleanup.policy", "delete", "max.message.bytes", "1048588")));
    assertThat(find(1, null)).isEmpty();
  }

  @Test
  void behaviorTopicsWithDifferentPartitionCountsAreFound() {
    topics.put("behavior.login", topic(6, WEEK));
    assertThat(only().isError()).isFalse();
    assertThat(only().found()).contains("[4, 6]");
  }

  @Test
  void missingReplicasAreFound() {
    Map<String, String> two = Map.of("min.insync.replicas", "2");
    topics.put("behavior.login", new KafkaFacts.Topic(4, 3, 1, two));
    assertThat(only().isError()).isTrue();
    topics.put("behavior.login", new KafkaFacts.Topic(4, 3, 2, two));
    assertThat(only().isError()).isFalse();
  }

  @Test
  void topicsThatTheUserMayNotSeeAreNotReportedAsMissing() {
    topics.remove("behavior.login");
    assertThat(only().check()).isEqualTo("topic");
    assertThat(
            KafkaFindings.of(new KafkaFacts(1, 1, null, topics, Set.of("behavior.login")), config))
        .isEmpty();
  }
}
