package io.renwu.job.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** The ids that Kafka gives to topics: a topic that was deleted and made anew has another one. */
public final class TopicIncarnations {
  private TopicIncarnations() {}

  /**
   * The topic's id.
   *
   * @throws UncheckedIOException where Kafka does not answer or knows no such topic
   */
  public static String of(String topic, Properties client) {
    try (Admin admin = Admin.create(client)) {
      return admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get()
          .get(topic)
          .topicId()
          .toString();
    } catch (ExecutionException e) {
      throw new UncheckedIOException(
          new IOException("cannot describe topic " + topic + ": " + e.getCause().getMessage(), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          new IOException("interrupted while describing topic " + topic, e));
    }
  }
}
