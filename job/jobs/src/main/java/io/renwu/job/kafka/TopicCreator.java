package io.renwu.job.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the missing topics of a job before it starts. */
public final class TopicCreator {
  private static final Map<String, String> COMPACTED =
      Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);

  private static final Duration KNOWN_WITHIN = Duration.ofSeconds(30);

  private final KafkaAccess client;
  private final int partitions;
  private final Optional<Short> replicationFactor;

  /**
   * Creates the helper.
   *
   * @param partitions of new topics
   * @param replicationFactor of new topics; empty for the broker's default
   */
  public TopicCreator(KafkaAccess client, int partitions, Optional<Short> replicationFactor) {
    this.client = client;
    this.partitions = partitions;
    this.replicationFactor = replicationFactor;
  }

  /**
   * Creates those of the given topics that are missing.
   *
   * @param create whether topics may be created
   * @return the names of the topics that were created
   * @throws IOException if they may not or cannot be created; names every missing topic
   */
  public List<String> ensure(Collection<String> names, boolean create) throws IOException {
    try (Admin admin = client.admin()) {
      Set<String> present = admin.listTopics().names().get();
      List<String> missing =
          names.stream().filter(name -> !present.contains(name)).sorted().toList();
      if (missing.isEmpty()) {
        return missing;
      }
      if (!create) {
        throw new IOException(
            "these topics do not exist: "
                + String.join(", ", missing)
                + "; create them or set kafka.topics.create to true");
      }
      return create(admin, missing);
    } catch (ExecutionException e) {
      throw new IOException("Kafka does not answer: " + KafkaFailure.reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while looking for topics", e);
    }
  }

  private List<String> create(Admin admin, List<String> missing)
      throws IOException, InterruptedException {
    List<String> refused = new ArrayList<>();
    var results = admin.createTopics(missing.stream().map(this::topic).toList()).values();
    for (String name : missing) {
      try {
        Objects.requireNonNull(results.get(name), "Kafka answers for each topic").get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          refused.add(name + " (" + KafkaFailure.reason(e) + ")");
        }
      }
    }
    if (!refused.isEmpty()) {
      throw new IOException(
          "these topics do not exist and cannot be created: " + String.join(", ", refused));
    }
    awaitKnown(admin, missing);
    return missing;
  }

  /** A broker may not know a topic yet that the controller has created. */
  private static void awaitKnown(Admin admin, List<String> created)
      throws IOException, InterruptedException {
    Retries retries = new Retries(KNOWN_WITHIN, "see the topics that were created");
    while (true) {
      try {
        admin.describeTopics(created).allTopicNames().get();
        return;
      } catch (ExecutionException e) {
        retries.awaitRetry(e);
      }
    }
  }

  private NewTopic topic(String name) {
    boolean ordered = client.topics().isOrdered(name);
    NewTopic topic = new NewTopic(name, Optional.of(ordered ? 1 : partitions), replicationFactor);
    return topic.configs(client.topics().isCompacted(name) ? COMPACTED : new HashMap<>());
  }
}
