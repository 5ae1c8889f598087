package io.renwu.chaos.input;

import io.renwu.chaos.fault.Fault;
import io.renwu.chaos.fault.FaultAction;
import io.renwu.chaos.fault.ViolationException;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.KafkaAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Sends hostile documents to the topic of rules, which is compacted soon after, then publishes a
 * task again, which must be accepted.
 */
public final class DocumentAttack implements FaultAction {
  private final RenwuConfig config;
  private final long seed;
  private final Republication republication;
  private final Set<String> sent = new TreeSet<>();

  /**
   * @param seed of the run
   * @param republication publishes a task again after the hostile documents
   */
  public DocumentAttack(RenwuConfig config, long seed, Republication republication) {
    this.config = config;
    this.seed = seed;
    this.republication = republication;
  }

  /** The texts of all documents that were sent, each of which has to be refused. */
  public Set<String> sent() {
    return Set.copyOf(sent);
  }

  @Override
  public void begin(Fault fault) throws Exception {
    KafkaAccess client = new SystemAccess(config).kafkaClient();
    compactSoon(client);
    try (BareProducer producer = new BareProducer(client)) {
      for (HostileDocument document :
          HostileDocuments.of(republication.inForce(), seed + fault.number())) {
        sent.add(document.text());
        // The broker may refuse some.
        producer.send(
            new ProducerRecord<>(client.topics().rules(), document.key(), document.value()));
      }
    }
    try {
      republication.begin(fault);
    } catch (IOException refused) {
      throw new ViolationException("after hostile documents: " + refused.getMessage());
    }
  }

  private static void compactSoon(KafkaAccess client)
      throws IOException, InterruptedException, ExecutionException {
    Map<String, String> settings =
        Map.of(
            TopicConfig.SEGMENT_MS_CONFIG, millis(Duration.ofSeconds(1)),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0",
            TopicConfig.DELETE_RETENTION_MS_CONFIG, "0");
    Collection<AlterConfigOp> changes =
        settings.entrySet().stream()
            .map(
                setting ->
                    new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()),
                        AlterConfigOp.OpType.SET))
            .toList();
    try (Admin admin = client.admin()) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, client.topics().rules()), changes))
          .all()
          .get();
    }
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  @Override
  public void end(Fault fault) {}

  @Override
  public String target(Fault fault) {
    return republication.target(fault);
  }
}
