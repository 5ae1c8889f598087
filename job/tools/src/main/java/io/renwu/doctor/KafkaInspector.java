package io.renwu.doctor;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Reads the {@link KafkaFacts} from Kafka. */
final class KafkaInspector {
  private static final String MAX_TRANSACTION = "transaction.max.timeout.ms";

  private final Admin admin;

  private KafkaInspector(Admin admin) {
    this.admin = admin;
  }

  /**
   * Reads the facts.
   *
   * @param needed the topics that may be missing
   * @param wanted selects further topics
   * @throws ExecutionException if Kafka does not answer or refuses
   */
  static KafkaFacts inspect(Admin admin, Set<String> needed, Predicate<String> wanted)
      throws ExecutionException, InterruptedException {
    Set<String> names = new TreeSet<>(needed);
    admin.listTopics().names().get().stream().filter(wanted).forEach(names::add);
    return new KafkaInspector(admin).facts(names);
  }

  private KafkaFacts facts(Set<String> names) throws ExecutionException, InterruptedException {
    Collection<Node> nodes = admin.describeCluster().nodes().get();
    FinalizedVersionRange version =
        admin
            .describeFeatures()
            .featureMetadata()
            .get()
            .finalizedFeatures()
            .get("transaction.version");
    Set<String> hidden = new TreeSet<>();
    Map<String, TopicDescription> descriptions = descriptions(names, hidden);
    return new KafkaFacts(
        nodes.size(),
        version == null ? 0 : version.maxVersionLevel(),
        maxTransactionMillis(nodes),
        topics(descriptions),
        hidden);
  }

  /** Describes the topics that exist. Adds those that the user may not see to {@code hidden}. */
  private Map<String, TopicDescription> descriptions(Set<String> names, Set<String> hidden)
      throws ExecutionException, InterruptedException {
    Map<String, TopicDescription> descriptions = new TreeMap<>();
    for (var answer : admin.describeTopics(names).topicNameValues().entrySet()) {
      try {
        descriptions.put(answer.getKey(), answer.getValue().get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof TopicAuthorizationException) {
          hidden.add(answer.getKey());
        } else if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
    return descriptions;
  }

  private @Nullable Long maxTransactionMillis(Collection<Node> nodes) throws InterruptedException {
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

  private Map<String, KafkaFacts.Topic> topics(Map<String, TopicDescription> descriptions)
      throws InterruptedException {
    Map<ConfigResource, Map<String, String>> configs =
        configs(
            descriptions.keySet().stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList());
    Map<String, KafkaFacts.Topic> topics = new TreeMap<>();
    descriptions.forEach(
        (name, topic) ->
            topics.put(
                name,
                new KafkaFacts.Topic(
                    topic.partitions().size(),
                    topic.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0),
                    topic.partitions().stream().mapToInt(p -> p.isr().size()).min().orElse(0),
                    configs.getOrDefault(
                        new ConfigResource(ConfigResource.Type.TOPIC, name), Map.of()))));
    return topics;
  }

  /** The settings of the resources that the user may read. */
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
