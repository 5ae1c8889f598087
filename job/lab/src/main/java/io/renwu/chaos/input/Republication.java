package io.renwu.chaos.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renwu.chaos.fault.Fault;
import io.renwu.chaos.fault.FaultAction;
import io.renwu.codec.RuleStatus;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.RulePublisher;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Publishes a task again under the next version. Nothing else differs, so its rewards stay the
 * same.
 */
public final class Republication implements FaultAction {
  private static final Duration ANSWER = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RenwuConfig config;
  private final Map<String, ObjectNode> latest = new TreeMap<>();
  private final List<String> taskIds;

  /**
   * @param texts one document for each task
   */
  public Republication(RenwuConfig config, Iterable<String> texts) throws IOException {
    this.config = config;
    for (String text : texts) {
      JsonNode document = JSON.readTree(text);
      latest.put(document.path("taskId").asText(), (ObjectNode) document);
    }
    taskIds = new ArrayList<>(latest.keySet());
  }

  /** The documents in force, one for each task. */
  List<ObjectNode> inForce() {
    return latest.values().stream().map(ObjectNode::deepCopy).toList();
  }

  @Override
  public void begin(Fault fault) throws IOException {
    ObjectNode document = Objects.requireNonNull(latest.get(target(fault)), "no such task");
    document.put("version", document.path("version").asLong() + 1);
    String key = target(fault) + "/" + document.path("version").asLong();
    try (RulePublisher publisher = new RulePublisher(new SystemAccess(config).kafkaClient())) {
      publisher.publish(Map.of(key, document.toString()));
      RuleStatus answer = publisher.await(List.of(key), ANSWER.toMillis()).get(key);
      if (answer == null || answer.status() != RuleStatus.Status.ACCEPTED) {
        throw new IOException(
            key + " was published; found the answer " + answer + ", expected ACCEPTED");
      }
    }
  }

  @Override
  public void end(Fault fault) {}

  @Override
  public String target(Fault fault) {
    return taskIds.get(fault.choice() % taskIds.size());
  }
}
