package io.renwu.chaos;

import io.renwu.job.SystemAccess;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.KafkaAccess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Events of users who do nothing else are sent with timestamps that are far from now. Those that
 * are far ahead become dead letters; the others are events of their time.
 */
final class TimestampAttack implements Disturbance {
  private static final List<String> BEHAVIORS = List.of("login", "comment", "favorite", "register");
  private static final long DAY_MILLIS = 86_400_000L;

  private final RenwuConfig config;
  private final Duration patience;

  /** A timestamp, and whether a dead letter is due. */
  private record Stamp(String what, long millis, boolean ahead) {}

  /**
   * @param config by which Kafka is reached
   * @param patience how long the dead letters may take
   */
  TimestampAttack(RenwuConfig config, Duration patience) {
    this.config = config;
    this.patience = patience;
  }

  @Override
  public void begin(Fault fault) throws Exception {
    KafkaAccess client = new SystemAccess(config).kafkaClient();
    String topic = client.topics().behavior(target(fault));
    try (DeadLetterWatch letters = new DeadLetterWatch(client);
        BareProducer producer = new BareProducer(client)) {
      for (Stamp stamp : stamps(System.currentTimeMillis())) {
        RecordMetadata sent =
            producer
                .send(record(topic, fault, stamp))
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            "the broker refuses a timestamp " + stamp.what()));
        if (stamp.ahead()) {
          letters.expect(sent, "timestamp " + stamp.what());
        }
      }
      letters.await(patience);
    }
  }

  private static List<Stamp> stamps(long nowMillis) {
    List<Stamp> stamps = new ArrayList<>();
    stamps.add(new Stamp("a day ago", nowMillis - DAY_MILLIS, false));
    stamps.add(new Stamp("two years ago", nowMillis - 730 * DAY_MILLIS, false));
    stamps.add(new Stamp("0", 0, false));
    stamps.add(new Stamp("1", 1, false));
    stamps.add(new Stamp("two days ahead", nowMillis + 2 * DAY_MILLIS, true));
    stamps.add(new Stamp("40 days ahead", nowMillis + 40 * DAY_MILLIS, true));
    stamps.add(new Stamp("10,000 years ahead", nowMillis + 3_652_500 * DAY_MILLIS, true));
    stamps.add(new Stamp("the greatest of all", Long.MAX_VALUE, true));
    return stamps;
  }

  /** An event that happened when its record says that it was received. */
  private static ProducerRecord<byte[], byte[]> record(String topic, Fault fault, Stamp stamp) {
    String user = "clock-" + fault.number() + "-" + stamp.millis();
    String event =
        "{\"eventId\":\"e-%s\",\"userId\":\"%s\",\"time\":%d}"
            .formatted(user, user, stamp.millis());
    return new ProducerRecord<>(
        topic,
        null,
        stamp.millis(),
        user.getBytes(StandardCharsets.UTF_8),
        event.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void end(Fault fault) {}

  @Override
  public String target(Fault fault) {
    return BEHAVIORS.get(fault.choice() % BEHAVIORS.size());
  }
}
