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

/** Whether the timestamps of behavior topics can be trusted. Does no I/O. */
final class TimestampFindings {
  private static final String TYPE = "message.timestamp.type";
  private static final String CREATE_TIME = "CreateTime";
  private static final String AFTER = "message.timestamp.after.max.ms";
  private static final String BEFORE = "message.timestamp.before.max.ms";

  /** The default of brokers from 4.0 on. */
  private static final Duration AFTER_MAX = Duration.ofHours(1);

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

  /** Of the topics whose settings the user may ask for. */
  static List<QueueFinding> of(KafkaFacts kafka, RenwuConfig config) {
    TimestampFindings found = new TimestampFindings(kafka, config);
    found.type();
    found.after();
    found.before();
    return found.findings;
  }

  private void type() {
    List<String> create = topics(settings -> CREATE_TIME.equals(settings.get(TYPE)));
    List<String> append = topics(settings -> !CREATE_TIME.equals(settings.get(TYPE)));
    if (!create.isEmpty() && !append.isEmpty()) {
      warning(
          TYPE,
          append,
          "message.timestamp.type is LogAppendTime; of "
              + String.join(", ", create)
              + " it is"
              + " CreateTime",
          "one type: whether an event is late goes by it, and what a mirror or a replay brings is"
              + " on time by CreateTime and late by LogAppendTime",
          alter(append.get(0), TYPE + "=" + CREATE_TIME));
    }
  }

  private void after() {
    List<String> unknown =
        topics(settings -> isCreateTime(settings) && !settings.containsKey(AFTER));
    if (!unknown.isEmpty()) {
      warning(
          AFTER,
          unknown,
          "the brokers (before Kafka 3.6) have no bound for timestamps ahead of their clock",
          "a bound: the collector makes such records dead letters, the broker would tell the"
              + " sender",
          "upgrade the brokers, or " + alter(unknown.get(0), TYPE + "=LogAppendTime"));
    }
    List<String> loose =
        topics(settings -> isCreateTime(settings) && isAbove(settings.get(AFTER), AFTER_MAX));
    if (!loose.isEmpty()) {
      warning(
          AFTER,
          loose,
          "message.timestamp.after.max.ms is " + behaviors.get(loose.get(0)).get(AFTER),
          "at most "
              + AFTER_MAX.toMillis()
              + ", the default since Kafka 4.0: the collector makes records that are further ahead"
              + " than collector.time.max.ahead dead letters, the broker would tell the sender",
          alter(loose.get(0), AFTER + "=" + AFTER_MAX.toMillis()));
    }
  }

  private void before() {
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
          "message.timestamp.before.max.ms is " + behaviors.get(tight.get(0)).get(BEFORE),
          "at least tasks.state.slack = "
              + AmountText.span(slack.toMillis())
              + ": the broker refuses records that a mirror or a slow sender brings late",
          alter(tight.get(0), BEFORE + "=" + slack.toMillis()));
    }
  }

  private static boolean isCreateTime(Map<String, String> settings) {
    return CREATE_TIME.equals(settings.get(TYPE));
  }

  private static boolean isAbove(@Nullable String millis, Duration bound) {
    return millis != null && Long.parseLong(millis) > bound.toMillis();
  }

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
