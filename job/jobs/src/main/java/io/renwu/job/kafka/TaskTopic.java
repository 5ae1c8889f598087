package io.renwu.job.kafka;

import io.renwu.function.OutputRecord.Output;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The topics that the task job reads and writes, behaviors aside, and what each must be like.
 *
 * <p>An ordered topic has one partition, because its order is that of publications; a compacted one
 * keeps only the last record of each key.
 */
public enum TaskTopic {
  /** Published task documents. */
  RULES("task.rules", true, true, KafkaUser.PUBLISHER, KafkaUser.OPERATOR),

  /** The accepted documents. */
  CATALOG("task.catalog", true, true, KafkaUser.TASKS),

  /** The answers to the published documents. */
  RULE_STATUS("task.rule-status", true, true, KafkaUser.TASKS),

  GRANTS("task.grants", false, false, KafkaUser.TASKS, KafkaUser.OPERATOR),

  /** Users' progress. */
  PROGRESS("task.progress", false, true, KafkaUser.TASKS),

  DECISIONS("task.decisions", false, false, KafkaUser.TASKS),

  DEAD_LETTERS("task.dead-letters", false, false, KafkaUser.COLLECTOR, KafkaUser.TASKS);

  private final String suffix;
  private final boolean ordered;
  private final boolean compacted;
  private final Set<KafkaUser> writers;

  TaskTopic(String suffix, boolean ordered, boolean compacted, KafkaUser... writers) {
    this.suffix = suffix;
    this.ordered = ordered;
    this.compacted = compacted;
    this.writers = Set.of(writers);
  }

  /** The topic of an output. */
  static TaskTopic of(Output output) {
    return switch (output) {
      case GRANTS -> GRANTS;
      case PROGRESS -> PROGRESS;
      case DECISIONS -> DECISIONS;
      case DEAD_LETTERS -> DEAD_LETTERS;
      case RULE_STATUS -> RULE_STATUS;
    };
  }

  /** The topics that a user writes. */
  static List<TaskTopic> writtenBy(KafkaUser user) {
    return Arrays.stream(values()).filter(topic -> topic.writers.contains(user)).toList();
  }

  /** What stands behind the system's prefix in its name. */
  String suffix() {
    return suffix;
  }

  boolean isOrdered() {
    return ordered;
  }

  boolean isCompacted() {
    return compacted;
  }

  /** Whether tasks are gone without its records. */
  boolean holdsTasks() {
    return this == RULES || this == CATALOG;
  }

  /** Whether the jobs' sinks write it. */
  boolean isOutput() {
    return !holdsTasks();
  }
}
