package io.renwu.chaos.input;

import io.renwu.chaos.fault.Fault;
import io.renwu.job.config.RenwuConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends events of otherwise idle users with timestamps far from now. Timestamps far ahead become
 * dead letters; the others count at their own time.
 */
public final class TimestampAttack extends BehaviorAttack {
  private static final long DAY_MILLIS = 86_400_000L;

  /** A timestamp, and whether a dead letter is due. */
  private record Stamp(String description, long millis, boolean ahead) {}

  /**
   * @param patience how long the dead letters may take
   */
  public TimestampAttack(RenwuConfig config, Duration patience) {
    super(config, patience, List.of("login", "comment", "favorite", "register"));
  }

  @Override
  List<Shot> shots(Fault fault, String topic, long nowMillis) {
    return stamps(nowMillis).stream()
        .map(
            stamp ->
                new Shot(
                    "timestamp " + stamp.description(),
                    !stamp.ahead(),
                    false,
                    record(topic, fault, stamp)))
        .toList();
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
    stamps.add(new Stamp("the greatest possible", Long.MAX_VALUE, true));
    return stamps;
  }

  /** An event whose time equals its record's timestamp. */
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
}
