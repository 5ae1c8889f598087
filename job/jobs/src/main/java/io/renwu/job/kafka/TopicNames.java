package io.renwu.job.kafka;

import io.renwu.function.OutputRecord.Output;
import io.renwu.model.Behaviors;
import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The names of one system's topics. Immutable.
 *
 * @param prefix of all of them
 * @param behaviorPrefix stands behind it and before a behavior's type
 */
public record TopicNames(String prefix, String behaviorPrefix) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Those of a system that sets none. */
  public static final TopicNames DEFAULT = new TopicNames("", "behavior.");

  /** What stands before the type in the name of a behavior's topic. */
  public String behaviors() {
    return prefix + behaviorPrefix;
  }

  /** The topic of a behavior's events. */
  public String behavior(String type) {
    return behaviors() + type;
  }

  /** Whether a topic holds a behavior's events. */
  public boolean isBehavior(String topic) {
    return behaviorTopics().matcher(topic).matches();
  }

  /** Matches the names of behaviors' topics as a whole. */
  Pattern behaviorTopics() {
    return Pattern.compile(Pattern.quote(behaviors()) + Behaviors.NAME);
  }

  /** Published task documents: compacted, one partition. */
  public String rules() {
    return prefix + "task.rules";
  }

  /** The accepted documents, which the task job writes: compacted, one partition. */
  public String catalog() {
    return prefix + "task.catalog";
  }

  /** The answers to the published documents: compacted, one partition. */
  public String ruleStatus() {
    return of(Output.RULE_STATUS);
  }

  public String grants() {
    return of(Output.GRANTS);
  }

  /** Users' progress: compacted. */
  public String progress() {
    return of(Output.PROGRESS);
  }

  public String decisions() {
    return of(Output.DECISIONS);
  }

  public String deadLetters() {
    return of(Output.DEAD_LETTERS);
  }

  /** The topic of an output. */
  public String of(Output output) {
    return prefix
        + switch (output) {
          case GRANTS -> "task.grants";
          case PROGRESS -> "task.progress";
          case DECISIONS -> "task.decisions";
          case DEAD_LETTERS -> "task.dead-letters";
          case RULE_STATUS -> "task.rule-status";
        };
  }

  /** What the task job reads and writes, behaviors aside. */
  public List<String> ofTaskJob() {
    return List.of(
        rules(), catalog(), ruleStatus(), grants(), progress(), decisions(), deadLetters());
  }

  /** Whether a topic has one partition, because its order is that of publications. */
  public boolean isOrdered(String topic) {
    return holdsTasks(topic) || topic.equals(ruleStatus());
  }

  /** Whether tasks are gone without the topic's records. */
  public boolean holdsTasks(String topic) {
    return topic.equals(rules()) || topic.equals(catalog());
  }

  /** Whether a topic keeps only the last record of each key. */
  public boolean isCompacted(String topic) {
    return isOrdered(topic) || topic.equals(progress());
  }
}
