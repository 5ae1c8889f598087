package io.renwu.job.kafka.source;

import io.renwu.job.kafka.KafkaAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jspecify.annotations.Nullable;

/**
 * Checks twice a second whether a reader's topics were recreated. A topic that does not exist is
 * ignored, because nothing of it is read.
 */
public final class TopicWatch implements AutoCloseable {
  private final Admin admin;
  private final Runnable onRecreated;
  private final Map<String, String> begun = new ConcurrentHashMap<>();
  private volatile @Nullable TopicRecreatedException recreated;
  private final PeriodicCheck periodicCheck;

  /**
   * Starts the checks.
   *
   * @param onRecreated called when a topic was recreated
   */
  public TopicWatch(KafkaAccess client, String name, Runnable onRecreated) throws IOException {
    this.admin = client.admin();
    this.onRecreated = onRecreated;
    this.periodicCheck = new PeriodicCheck(name, this::check);
  }

  /** Registers a topic and its id, when a reader begins with it. */
  public void watch(String topic, String incarnation) {
    String before = begun.putIfAbsent(topic, incarnation);
    compare(topic, before == null ? incarnation : before, incarnation);
  }

  private void check() {
    if (!begun.isEmpty() && recreated == null) {
      admin
          .describeTopics(begun.keySet())
          .topicNameValues()
          .forEach(
              (topic, answer) -> {
                var unused =
                    answer.whenComplete((description, failure) -> answered(topic, description));
              });
    }
  }

  /**
   * Handles Kafka's answer.
   *
   * @param description null if it does not answer or lacks the topic
   */
  private void answered(String topic, @Nullable TopicDescription description) {
    String before = begun.get(topic);
    if (description != null && before != null) {
      compare(topic, before, description.topicId().toString());
    }
  }

  private void compare(String topic, String before, String now) {
    if (!before.equals(now)) {
      recreated = new TopicRecreatedException(topic, before, now);
      onRecreated.run();
    }
  }

  /**
   * Fails if a topic was recreated.
   *
   * @throws TopicRecreatedException for the last such topic seen
   */
  public void throwIfRecreated() throws TopicRecreatedException {
    TopicRecreatedException failure = recreated;
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    periodicCheck.close();
    admin.close(Duration.ZERO);
  }
}
