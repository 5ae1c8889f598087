package io.renwu.reconcile.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.renwu.codec.OutputReader;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.model.DeadLetter.Reason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The records that the collector refused because their timestamps were ahead of its clock: those
 * with such a dead letter, and those still ahead of the clock now.
 */
final class RefusedRecords {
  /** The keys of the dead letters: {@code topic/partition/offset}. */
  private final Set<String> places = new HashSet<>();

  private final long latestMillis;

  /**
   * Creates a set of the records that are ahead of a clock.
   *
   * @param maxAhead how far a timestamp may be ahead of the clock
   */
  RefusedRecords(Instant now, Duration maxAhead) {
    this.latestMillis = now.plus(maxAhead).toEpochMilli();
  }

  /**
   * Reads the dead letters that Kafka holds.
   *
   * @param maxAhead how far a timestamp may be ahead of the clock
   * @throws IOException if Kafka does not answer
   */
  static RefusedRecords of(KafkaAccess client, Duration maxAhead) throws IOException {
    RefusedRecords refused = new RefusedRecords(Instant.now(), maxAhead);
    TopicScan.ofAny(client, client.topics().deadLetters()).forEach(refused::add);
    return refused;
  }

  /** Adds a dead letter. */
  void add(ConsumerRecord<byte[], byte[]> letter) {
    if (letter.key() != null && letter.value() != null && isRefusal(letter.value())) {
      places.add(new String(letter.key(), UTF_8));
    }
  }

  private static boolean isRefusal(byte[] letter) {
    try {
      return OutputReader.deadLetterReason(letter).equals(Reason.TIMESTAMP_AHEAD.name());
    } catch (IllegalArgumentException foreign) {
      return false;
    }
  }

  /** Whether a record of a behavior topic was refused. */
  boolean contains(ConsumerRecord<?, ?> record) {
    return record.timestamp() > latestMillis
        || (!places.isEmpty()
            && places.contains(record.topic() + "/" + record.partition() + "/" + record.offset()));
  }
}
