package io.renwu.chaos;

import io.renwu.job.SystemAccess;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.KafkaAccess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Hostile records are sent to a behavior's topic; each that is no event has its dead letter. */
final class RecordAttack implements Disturbance {
  private static final List<String> BEHAVIORS = List.of("login", "check-in", "subscribe");

  private final RenwuConfig config;
  private final long seed;
  private final Duration patience;

  /**
   * @param config by which Kafka is reached
   * @param seed of the run
   * @param patience how long the dead letters may take
   */
  RecordAttack(RenwuConfig config, long seed, Duration patience) {
    this.config = config;
    this.seed = seed;
    this.patience = patience;
  }

  @Override
  public void begin(Fault fault) throws Exception {
    KafkaAccess client = new SystemAccess(config).kafkaClient();
    String topic = client.topics().behavior(target(fault));
    try (DeadLetterWatch letters = new DeadLetterWatch(client);
        BareProducer producer = new BareProducer(client)) {
      for (HostileRecord record :
          HostileRecords.of(seed + fault.number(), System.currentTimeMillis())) {
        Optional<RecordMetadata> sent = producer.send(record.to(topic));
        if (sent.isPresent() && !record.usable()) {
          letters.expect(sent.get(), record.what());
        }
      }
      letters.await(patience);
    }
  }

  @Override
  public void end(Fault fault) {}

  @Override
  public String target(Fault fault) {
    return BEHAVIORS.get(fault.choice() % BEHAVIORS.size());
  }
}
