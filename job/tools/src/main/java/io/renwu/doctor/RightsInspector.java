package io.renwu.doctor;

import io.renwu.job.kafka.KafkaRight;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * Asks Kafka which rights its user lacks. A right on names that begin alike is looked for at some
 * of these names. Of a transactional id Kafka tells only whether the user may DESCRIBE it, which
 * WRITE includes; of a group that is not there yet, the same.
 */
final class RightsInspector {
  private final Admin admin;
  private final Map<String, Set<AclOperation>> known = new HashMap<>();

  RightsInspector(Admin admin) {
    this.admin = admin;
  }

  /**
   * The rights that are missing.
   *
   * @param samples names of topics and groups by which rights on beginnings of names are checked
   * @throws ExecutionException where Kafka does not answer
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
    if (!known.containsKey(key)) {
      known.put(key, operations(right, name));
    }
    Set<AclOperation> operations = known.get(key);
    return operations == null || operations.contains(AclOperation.fromString(right.operation()));
  }

  /** What the user may do; null where Kafka does not tell because there is no such thing. */
  private @Nullable Set<AclOperation> operations(KafkaRight right, String name)
      throws ExecutionException, InterruptedException {
    try {
      return asked(right.resource(), name).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return Set.of();
      }
      if (isAbsent(e.getCause())) {
        return null;
      }
      throw e;
    }
  }

  private static boolean isAbsent(@Nullable Throwable failure) {
    return failure instanceof UnknownTopicOrPartitionException
        || failure instanceof GroupIdNotFoundException
        || failure instanceof TransactionalIdNotFoundException;
  }

  private KafkaFuture<Set<AclOperation>> asked(KafkaRight.Resource resource, String name) {
    return switch (resource) {
      case TOPIC ->
          admin
              .describeTopics(
                  List.of(name), new DescribeTopicsOptions().includeAuthorizedOperations(true))
              .topicNameValues()
              .get(name)
              .thenApply(topic -> topic.authorizedOperations());
      case GROUP ->
          admin
              .describeConsumerGroups(
                  List.of(name),
                  new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
              .describedGroups()
              .get(name)
              .thenApply(group -> group.authorizedOperations());
      case TRANSACTIONAL_ID ->
          admin.describeTransactions(List.of(name)).description(name).thenApply(id -> null);
      case CLUSTER ->
          admin
              .describeCluster(new DescribeClusterOptions().includeAuthorizedOperations(true))
              .authorizedOperations();
    };
  }
}
