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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Checks whether the timestamps of behavior topics are reliable. Does no I/O. */
final class TimestampFindings {
  private static final String TYPE = "message.timestamp.type";
  private static final String CREATE_TIME = "CreateTime";
  private static final String AFTER = "message.timestamp.after.max.ms";
  private static final String BEFORE = "message.timestamp.before.max.ms";

  /** The default of brokers from 4.0 on. */
  private static final Duration AFTER_MAX = Duration.ofHours(1);

  /** The settings of the behavior topics by name. */
  private final Map<String, Map<String, String>> behaviors = new TreeMap<>();

  private final RenwuConfig config;
  private final List<QueueFinding> findings = new ArrayList<>();

  private TimestampFindings(KafkaFacts kafka, RenwuConfig config) {
    this.config = config;
    TopicNames names = new SystemAccess(config).topicNames();
    kafka
        .topics()
        .forEach(
            (name, topic) -> {
              if (names.isBehavior(name) && topic.config().containsKey(TYPE)) {
                behaviors.put(name, topic.config());
              }
            });
  }

  /** The findings about the topics whose settings the user may read. */
  static List<QueueFinding> of(KafkaFacts kafka, RenwuConfig config) {
    TimestampFindings found = new TimestampFindings(kafka, config);
    found.checkType();
    found.checkMaxAhead();
    found.checkMaxAge();
    return found.findings;
  }

  private void checkType() {
    List<String> create = topics(settings -> CREATE_TIME.equals(settings.get(TYPE)));
    List<String> append = topics(settings -> !CREATE_TIME.equals(settings.get(TYPE)));
    if (!create.isEmpty() && !append.isEmpty()) {
      warning(
          TYPE,
          append,
          "message.timestamp.type is LogAppendTime; of "
              + String.join(", ", create)
              + " it is CreateTime",
          "one type: it decides whether an event is late, and mirrored or replayed events are on"
              + " time with CreateTime and late with LogAppendTime",
          alter(append.get(0), TYPE + "=" + CREATE_TIME));
    }
  }

  private void checkMaxAhead() {
    List<String> unknown =
        topics(settings -> isCreateTime(settings) && !settings.containsKey(AFTER));
    if (!unknown.isEmpty()) {
      warning(
          AFTER,
          unknown,
          "the brokers (before Kafka 3.6) have no bound for timestamps ahead of their clock",
          "a bound, so that the sender gets an error: without it the collector makes such records"
              + " dead letters",
          "upgrade the brokers, or " + alter(unknown.get(0), TYPE + "=LogAppendTime"));
    }
    List<String> loose =
        topics(settings -> isCreateTime(settings) && isAbove(settings.get(AFTER), AFTER_MAX));
    if (!loose.isEmpty()) {
      warning(
          AFTER,
          loose,
          "message.timestamp.after.max.ms is " + setting(loose.get(0), AFTER),
          "at most "
              + AFTER_MAX.toMillis()
              + ", the default since Kafka 4.0, so that the sender gets an error: the collector"
              + " makes records further ahead than collector.time.max.ahead dead letters",
          alter(loose.get(0), AFTER + "=" + AFTER_MAX.toMillis()));
    }
  }

  private void checkMaxAge() {
    Duration slack = config.get(Options.TASKS_STATE_SLACK);
    List<String> tight =
        topics(
            settings ->
                isCreateTime(settings)
                    && settings.containsKey(BEFORE)
                    && !isAbove(settings.get(BEFORE), slack.minusMillis(1)));
    if (!tight.isEmpty()) {
      warning(
          BEFORE,
          tight,
          "message.timestamp.before.max.ms is " + setting(tight.get(0), BEFORE),
          "at least tasks.state.slack = "
              + AmountText.span(slack.toMillis())
              + ": the broker refuses records that a mirror or a slow sender sends late",
          alter(tight.get(0), BEFORE + "=" + slack.toMillis()));
    }
  }

  private @Nullable String setting(String topic, String key) {
    return behaviors.getOrDefault(topic, Map.of()).get(key);
  }

  private static boolean isCreateTime(Map<String, String> settings) {
    return CREATE_TIME.equals(settings.get(TYPE));
  }

  private static boolean isAbove(@Nullable String millis, Duration bound) {
    return millis != null && Long.parseLong(millis) > bound.toMillis();
  }

  /** The behavior topics whose settings match. */
  private List<String> topics(Predicate<Map<String, String>> settings) {
    return behaviors.entrySet().stream()
        .filter(topic -> settings.test(topic.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String alter(String topic, String setting) {
    return "kafka-configs.sh --alter --topic " + topic + " --add-config " + setting;
  }

  private void warning(
      String check, List<String> topics, String found, String expected, String advice) {
    findings.add(
        new QueueFinding(
            Severity.WARNING,
            check,
            "kafka " + String.join(", ", topics),
            found,
            expected,
            advice));
  }
}
