package io.renwu.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.inspect.QueueFinding;
import io.renwu.job.config.RenwuConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TimestampFindingsTest {
  private static final String TYPE = "message.timestamp.type";
  private static final String AFTER = "message.timestamp.after.max.ms";
  private static final String BEFORE = "message.timestamp.before.max.ms";
  private static final String NO_BOUND = Long.toString(Long.MAX_VALUE);

  private final Map<String, KafkaFacts.Topic> topics = new TreeMap<>();

  private List<QueueFinding> find() {
    return TimestampFindings.of(
        new KafkaFacts(1, 1, null, topics, Set.of()),
        RenwuConfig.load(Optional.empty(), Map.of(), Map.of()));
  }

  private void topic(String name, Map<String, String> settings) {
    topics.put(name, new KafkaFacts.Topic(4, 1, 1, settings));
  }

  @Test
  void kafkasDefaultsHaveNoFindings() {
    topic("behavior.login", Map.of(TYPE, "CreateTime", AFTER, "3600000", BEFORE, NO_BOUND));
    topic("task.grants", Map.of(TYPE, "CreateTime", AFTER, NO_BOUND, BEFORE, "1"));
    assertThat(find()).isEmpty();
  }

  @Test
  void topicsWhoseSettingsAreUnknownAreNotChecked() {
    topic("behavior.login", Map.of());
    assertThat(find()).isEmpty();
  }

  @Test
  void theBrokersOwnTimeNeedsNoBounds() {
    topic("behavior.login", Map.of(TYPE, "LogAppendTime", AFTER, NO_BOUND, BEFORE, "1000"));
    assertThat(find()).isEmpty();
  }

  @Test
  void aTopicThatAcceptsAnyTimestampIsFoundWithTheCommand() {
    topic("behavior.comment", Map.of(TYPE, "CreateTime", AFTER, NO_BOUND, BEFORE, NO_BOUND));
    topic("behavior.login", Map.of(TYPE, "CreateTime", AFTER, NO_BOUND, BEFORE, NO_BOUND));
    assertThat(find())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.check()).isEqualTo(AFTER);
              assertThat(finding.subject()).isEqualTo("kafka behavior.comment, behavior.login");
              assertThat(finding.advice())
                  .isEqualTo(
                      "kafka-configs.sh --alter --topic behavior.comment --add-config "
                          + AFTER
                          + "=3600000");
            });
  }

  @Test
  void brokersWithoutABoundAreFound() {
    topic("behavior.login", Map.of(TYPE, "CreateTime"));
    assertThat(find())
        .singleElement()
        .satisfies(finding -> assertThat(finding.found()).contains("before Kafka 3.6"));
  }

  @Test
  void aBoundThatRefusesLateMirroredRecordsIsFound() {
    topic("behavior.login", Map.of(TYPE, "CreateTime", AFTER, "3600000", BEFORE, "86400000"));
    assertThat(find())
        .singleElement()
        .satisfies(finding -> assertThat(finding.advice()).endsWith(BEFORE + "=172800000"));
  }

  @Test
  void topicsWithDifferentTimestampTypesAreFound() {
    topic("behavior.comment", Map.of(TYPE, "CreateTime", AFTER, "3600000", BEFORE, NO_BOUND));
    topic("behavior.login", Map.of(TYPE, "LogAppendTime", AFTER, "3600000", BEFORE, NO_BOUND));
    assertThat(find())
        .singleElement()
        .satisfies(finding -> assertThat(finding.subject()).isEqualTo("kafka behavior.login"));
  }
}
