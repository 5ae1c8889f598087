package io.renwu.chaos.input;

import io.renwu.chaos.fault.Fault;
import io.renwu.chaos.fault.FaultAction;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.KafkaAccess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Sends records to a behavior's topic, and waits for a dead letter for each that is no event. */
abstract class BehaviorAttack implements FaultAction {
  private final RenwuConfig config;
  private final Duration patience;
  private final List<String> behaviors;

  /**
   * A record to send.
   *
   * @param description for people
   * @param usable whether it is an event; every other record must become a dead letter
   * @param refusable whether the broker may refuse it
   */
  record Shot(
      String description,
      boolean usable,
      boolean refusable,
      ProducerRecord<byte[], byte[]> record) {}

  /**
   * @param patience how long the dead letters may take
   * @param behaviors from which each fault chooses one
   */
  BehaviorAttack(RenwuConfig config, Duration patience, List<String> behaviors) {
    this.config = config;
    this.patience = patience;
    this.behaviors = behaviors;
  }

  /** The records of a fault. */
  abstract List<Shot> shots(Fault fault, String topic, long nowMillis);

  @Override
  public final void begin(Fault fault) throws Exception {
    KafkaAccess client = new SystemAccess(config).kafkaClient();
    String topic = client.topics().behavior(target(fault));
    try (DeadLetterWatch letters = new DeadLetterWatch(client);
        BareProducer producer = new BareProducer(client)) {
      for (Shot shot : shots(fault, topic, System.currentTimeMillis())) {
        Optional<RecordMetadata> sent = producer.send(shot.record());
        if (sent.isEmpty() && !shot.refusable()) {
          throw new IllegalStateException("the broker refused this record: " + shot.description());
        }
        if (sent.isPresent() && !shot.usable()) {
          letters.expect(sent.get(), shot.description());
        }
      }
      letters.await(patience);
    }
  }

  @Override
  public final void end(Fault fault) {}

  @Override
  public final String target(Fault fault) {
    return behaviors.get(fault.choice() % behaviors.size());
  }
}
