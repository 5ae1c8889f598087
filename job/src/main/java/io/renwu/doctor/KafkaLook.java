package io.renwu.doctor;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/** Asks Kafka for its {@link KafkaFacts}. */
final class KafkaLook {
  private static final String MAX_TRANSACTION = "transaction.max.timeout.ms";

  private final Admin admin;

  private KafkaLook(Admin admin) {
    this.admin = admin;
  }

  /**
   * Looks.
   *
   * @param client properties of a Kafka client that does not wait for long
   * @param wanted which topics to look at
   * @throws IOException if Kafka does not answer or refuses
   */
  static KafkaFacts at(Properties client, Predicate<String> wanted) throws IOException {
    try (Admin admin = Admin.create(client)) {
      return new KafkaLook(admin).facts(wanted);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking Kafka", e);
    }
  }

  private KafkaFacts facts(Predicate<String> wanted)
      throws ExecutionException, InterruptedException {
    Collection<Node> nodes = admin.describeCluster().nodes().get();
    FinalizedVersionRange version =
        admin
            .describeFeatures()
            .featureMetadata()
            .get()
            .finalizedFeatures()
            .get("transaction.version");
    return new KafkaFacts(
        nodes.size(),
        version == null ? 0 : version.maxVersionLevel(),
        maxTransactionMillis(nodes),
        topics(admin.listTopics().names().get().stream().filter(wanted).toList()));
  }

  private Long maxTransactionMillis(Collection<Node> nodes) throws InterruptedException {
    List<ConfigResource> brokers =
        nodes.stream()
            .map(node -> new ConfigResource(ConfigResource.Type.BROKER, node.idString()))
            .toList();
    return configs(brokers).values().stream()
        .map(settings -> settings.get(MAX_TRANSACTION))
        .filter(text -> text != null)
        .map(Long::valueOf)
        .min(Long::compare)
        .orElse(null);
  }

  private Map<String, KafkaFacts.Topic> topics(List<String> names)
      throws ExecutionException, InterruptedException {
    Map<String, TopicDescription> described =
        admin
            .describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
            .allTopicNames()
            .get();
    Map<ConfigResource, Map<String, String>> configs =
        configs(
            names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList());
    Map<String, KafkaFacts.Topic> topics = new TreeMap<>();
    described.forEach(
        (name, topic) ->
            topics.put(
                name,
                new KafkaFacts.Topic(
                    topic.partitions().size(),
                    topic.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0),
                    topic.partitions().stream().mapToInt(p -> p.isr().size()).min().orElse(0),
                    configs.getOrDefault(
                        new ConfigResource(ConfigResource.Type.TOPIC, name), Map.of()),
                    operations(topic))));
    return topics;
  }

  private static Set<String> operations(TopicDescription topic) {
    return topic.authorizedOperations() == null
        ? null
        : topic.authorizedOperations().stream()
            .map(Enum::name)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What the user may not ask is left out. */
  private Map<ConfigResource, Map<String, String>> configs(Collection<ConfigResource> resources)
      throws InterruptedException {
    Map<ConfigResource, Map<String, String>> all = new HashMap<>();
    for (Map.Entry<ConfigResource, KafkaFuture<Config>> answer :
        admin.describeConfigs(resources).values().entrySet()) {
      try {
        Map<String, String> settings = new HashMap<>();
        for (ConfigEntry entry : answer.getValue().get().entries()) {
          if (entry.value() != null) {
            settings.put(entry.name(), entry.value());
          }
        }
        all.put(answer.getKey(), settings);
      } catch (ExecutionException notAllowed) {
        all.remove(answer.getKey());
      }
    }
    return all;
  }
}
