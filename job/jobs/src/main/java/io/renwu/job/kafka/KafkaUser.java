package io.renwu.job.kafka;

import io.renwu.job.kafka.KafkaRight.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The Kafka principals of a system, with the rights that each needs if an administrator creates the
 * topics. READ and WRITE include DESCRIBE in Kafka.
 */
public enum KafkaUser {
  COLLECTOR,
  TASKS,
  PUBLISHER,
  OPERATOR,
  VIEWER,
  CONSUMER;

  private static final String READ = "READ";
  private static final String WRITE = "WRITE";
  private static final String DESCRIBE = "DESCRIBE";
  private static final String DESCRIBE_CONFIGS = "DESCRIBE_CONFIGS";

  /** The word for it in commands and in the documentation. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The rights that it needs.
   *
   * @param idPrefix of the system's consumer groups and transactional ids
   */
  public List<KafkaRight> rights(TopicNames topics, String idPrefix) {
    Rights rights = new Rights(topics, idPrefix);
    switch (this) {
      case COLLECTOR -> rights.ofCollector();
      case TASKS -> rights.ofTasks();
      case PUBLISHER -> rights.ofPublisher();
      case OPERATOR -> rights.ofOperator();
      case VIEWER -> rights.ofViewer();
      case CONSUMER -> rights.topic(topics.grants(), READ);
    }
    return rights.all;
  }

  /** The topics that it writes. */
  private List<TaskTopic> written() {
    return switch (this) {
      case PUBLISHER -> List.of(TaskTopic.RULES);
      case OPERATOR -> List.of(TaskTopic.RULES, TaskTopic.GRANTS);
      case TASKS ->
          List.of(
              TaskTopic.CATALOG,
              TaskTopic.RULE_STATUS,
              TaskTopic.GRANTS,
              TaskTopic.PROGRESS,
              TaskTopic.DECISIONS,
              TaskTopic.DEAD_LETTERS);
      case COLLECTOR -> List.of(TaskTopic.DEAD_LETTERS);
      case VIEWER, CONSUMER -> List.of();
    };
  }

  private static final class Rights {
    private final TopicNames topics;
    private final String idPrefix;
    private final List<KafkaRight> all = new ArrayList<>();

    Rights(TopicNames topics, String idPrefix) {
      this.topics = topics;
      this.idPrefix = idPrefix;
    }

    void topic(String name, String... operations) {
      add(Resource.TOPIC, name, false, operations);
    }

    void add(Resource resource, String name, boolean prefixed, String... operations) {
      for (String operation : operations) {
        all.add(new KafkaRight(resource, name, prefixed, operation));
      }
    }

    /**
     * When Flink's sinks start, they look for open transactions on a topic, which needs READ; ours
     * also read its record limit.
     */
    void output(String topic) {
      topic(topic, READ, WRITE, DESCRIBE_CONFIGS);
    }

    void ofCollector() {
      add(Resource.TOPIC, topics.behaviors(), true, READ);
      COLLECTOR.written().forEach(topic -> output(topics.of(topic)));
      add(Resource.GROUP, ConsumerGroups.collector(idPrefix), false, READ);
      add(Resource.TRANSACTIONAL_ID, idPrefix + "-collector-", true, WRITE);
    }

    void ofTasks() {
      topic(topics.rules(), READ);
      for (TaskTopic topic : TASKS.written()) {
        switch (topic) {
          case CATALOG -> topic(topics.of(topic), READ, WRITE);
          case RULE_STATUS -> topic(topics.of(topic), WRITE, DESCRIBE_CONFIGS);
          default -> output(topics.of(topic));
        }
      }
      add(Resource.GROUP, ConsumerGroups.rules(idPrefix), false, READ);
      add(Resource.TRANSACTIONAL_ID, idPrefix + "-catalog", false, WRITE);
      add(Resource.TRANSACTIONAL_ID, idPrefix + "-outputs", true, WRITE);
      add(Resource.TRANSACTIONAL_ID, idPrefix + "-task-", true, WRITE);
    }

    void writes(KafkaUser user) {
      user.written().forEach(topic -> topic(topics.of(topic), WRITE));
    }

    void ofPublisher() {
      writes(PUBLISHER);
      topic(topics.catalog(), READ);
      topic(topics.ruleStatus(), READ);
    }

    void ofViewer() {
      add(Resource.TOPIC, topics.behaviors(), true, READ, DESCRIBE_CONFIGS);
      for (String topic : topics.ofTaskJob()) {
        topic(topic, READ, DESCRIBE_CONFIGS);
      }
      add(Resource.GROUP, idPrefix + "-", true, DESCRIBE);
      add(Resource.CLUSTER, "", false, DESCRIBE, DESCRIBE_CONFIGS);
    }

    void ofOperator() {
      ofViewer();
      writes(OPERATOR);
      add(Resource.TRANSACTIONAL_ID, idPrefix + "-replay", false, WRITE);
    }
  }
}
