package io.renwu.job.kafka;

import io.renwu.function.OutputRecord.Output;

/**
 * The topics that the task job reads and writes, except behaviors, and the required properties of
 * each.
 *
 * <p>An ordered topic has one partition, because its order is that of publications; a compacted one
 * keeps only the last record of each key.
 */
public enum TaskTopic {
  /** Published task documents. */
  RULES("task.rules", true, true),

  /** The accepted documents. */
  CATALOG("task.catalog", true, true),

  /** The answers to the published documents. */
  RULE_STATUS("task.rule-status", true, true),

  GRANTS("task.grants", false, false),

  /** Users' progress. */
  PROGRESS("task.progress", false, true),

  DECISIONS("task.decisions", false, false),

  DEAD_LETTERS("task.dead-letters", false, false);

  private final String suffix;
  private final boolean ordered;
  private final boolean compacted;

  TaskTopic(String suffix, boolean ordered, boolean compacted) {
    this.suffix = suffix;
    this.ordered = ordered;
    this.compacted = compacted;
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

  /** The part of the name after the system's prefix. */
  String suffix() {
    return suffix;
  }

  boolean isOrdered() {
    return ordered;
  }

  boolean isCompacted() {
    return compacted;
  }

  /** Whether its records hold the tasks. */
  boolean holdsTasks() {
    return this == RULES || this == CATALOG;
  }

  /** Whether the jobs' sinks write it. */
  boolean isOutput() {
    return !holdsTasks();
  }
}
