package io.renwu.doctor;

import io.renwu.job.kafka.KafkaRight;
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
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rights that the user lacks in Kafka. A right on a prefix is checked at some names with
 * this prefix. For transactional ids, and for groups that do not exist yet, Kafka only shows
 * whether the user may DESCRIBE them, which WRITE includes.
 */
final class RightsInspector {
  private final Admin admin;

  /** The allowed operations by resource and name; empty if Kafka does not show them. */
  private final Map<String, Optional<Set<AclOperation>>> known = new HashMap<>();

  RightsInspector(Admin admin) {
    this.admin = admin;
  }

  /**
   * The missing rights.
   *
   * @param samples names of topics and groups at which rights on prefixes are checked
   * @throws ExecutionException if Kafka does not answer
   */
  List<KafkaRight> missing(Collection<KafkaRight> needed, Collection<String> samples)
      throws ExecutionException, InterruptedException {
    List<KafkaRight> missing = new ArrayList<>();
    for (KafkaRight right : needed) {
      for (String name : names(right, samples)) {
        if (!has(right, name)) {
          missing.add(right);
          break;
        }
      }
    }
    return missing;
  }

  private static List<String> names(KafkaRight right, Collection<String> samples) {
    if (!right.prefixed()) {
      return List.of(right.name());
    }
    return right.resource() == KafkaRight.Resource.TRANSACTIONAL_ID
        ? List.of(right.name() + "0")
        : samples.stream().filter(sample -> sample.startsWith(right.name())).toList();
  }

  private boolean has(KafkaRight right, String name)
      throws ExecutionException, InterruptedException {
    String key = right.resource() + " " + name;
    Optional<Set<AclOperation>> operations = known.get(key);
    if (operations == null) {
      operations = operations(right, name);
      known.put(key, operations);
    }
    return operations
        .map(allowed -> allowed.contains(AclOperation.fromString(right.operation())))
        .orElse(true);
  }

  /** The allowed operations; empty if Kafka does not show them. */
  private Optional<Set<AclOperation>> operations(KafkaRight right, String name)
      throws ExecutionException, InterruptedException {
    try {
      return Optional.ofNullable(describe(right.resource(), name).get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return Optional.of(Set.of());
      }
      if (isAbsent(e.getCause())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean isAbsent(@Nullable Throwable failure) {
    return failure instanceof UnknownTopicOrPartitionException
        || failure instanceof GroupIdNotFoundException
        || failure instanceof TransactionalIdNotFoundException;
  }

  private KafkaFuture<Set<AclOperation>> describe(KafkaRight.Resource resource, String name) {
    return switch (resource) {
      case TOPIC ->
          answer(
                  admin
                      .describeTopics(
                          List.of(name),
                          new DescribeTopicsOptions().includeAuthorizedOperations(true))
                      .topicNameValues(),
                  name)
              .thenApply(topic -> topic.authorizedOperations());
      case GROUP ->
          answer(
                  admin
                      .describeConsumerGroups(
                          List.of(name),
                          new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                      .describedGroups(),
                  name)
              .thenApply(group -> group.authorizedOperations());
      case TRANSACTIONAL_ID ->
          admin.describeTransactions(List.of(name)).description(name).thenApply(id -> null);
      case CLUSTER ->
          admin
              .describeCluster(new DescribeClusterOptions().includeAuthorizedOperations(true))
              .authorizedOperations();
    };
  }

  private static <T> KafkaFuture<T> answer(Map<String, KafkaFuture<T>> answers, String name) {
    return Objects.requireNonNull(answers.get(name), "the admin answers for each name");
  }
}
