package io.renwu.job.kafka;

import io.renwu.function.OutputRecord.Output;
import io.renwu.model.Behaviors;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The names of one system's topics. Immutable.
 *
 * @param prefix of all of them
 * @param behaviorPrefix comes between it and a behavior's type
 */
public record TopicNames(String prefix, String behaviorPrefix) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The default names. */
  public static final TopicNames DEFAULT = new TopicNames("", "behavior.");

  /** The prefix of the type in the name of a behavior's topic. */
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
  public Pattern behaviorTopics() {
    return Pattern.compile(Pattern.quote(behaviors()) + Behaviors.NAME);
  }

  /** Published task documents. */
  public String rules() {
    return of(TaskTopic.RULES);
  }

  /** The accepted documents, which the task job writes. */
  public String catalog() {
    return of(TaskTopic.CATALOG);
  }

  /** The answers to the published documents. */
  public String ruleStatus() {
    return of(TaskTopic.RULE_STATUS);
  }

  public String grants() {
    return of(TaskTopic.GRANTS);
  }

  /** Users' progress. */
  public String progress() {
    return of(TaskTopic.PROGRESS);
  }

  public String decisions() {
    return of(TaskTopic.DECISIONS);
  }

  public String deadLetters() {
    return of(TaskTopic.DEAD_LETTERS);
  }

  /** The topic of an output. */
  public String of(Output output) {
    return of(TaskTopic.of(output));
  }

  String of(TaskTopic topic) {
    return prefix + topic.suffix();
  }

  /** The topics that the task job reads and writes, except behaviors. */
  public List<String> ofTaskJob() {
    return Arrays.stream(TaskTopic.values()).map(this::of).toList();
  }

  /** Whether a topic has one partition, because its order is that of publications. */
  public boolean isOrdered(String topic) {
    return is(topic, TaskTopic::isOrdered);
  }

  /** Whether the topic's records hold the tasks. */
  public boolean holdsTasks(String topic) {
    return is(topic, TaskTopic::holdsTasks);
  }

  /** Whether a topic keeps only the last record of each key. */
  public boolean isCompacted(String topic) {
    return is(topic, TaskTopic::isCompacted);
  }

  /** Whether the jobs' sinks write a topic. */
  public boolean isOutput(String topic) {
    return is(topic, TaskTopic::isOutput);
  }

  private boolean is(String topic, Predicate<TaskTopic> quality) {
    return Arrays.stream(TaskTopic.values())
        .anyMatch(known -> of(known).equals(topic) && quality.test(known));
  }
}
