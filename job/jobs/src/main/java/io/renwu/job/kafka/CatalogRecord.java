package io.renwu.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.renwu.function.CatalogEntry;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A record of the catalog's topic: the document under {@code taskId/version}, or a mark under
 * {@code taskId} for a dropped task. Its timestamp is when the gate accepted it.
 *
 * @param rulesTopic the id of the topic of rules to which the entry's offset belongs; empty for
 *     none
 */
public record CatalogRecord(CatalogEntry entry, String rulesTopic, Instant acceptedAt) {
  private static final Pattern KEY =
      Pattern.compile("([a-z0-9][a-z0-9-]{0,63})(?:/([1-9][0-9]{0,9}))?");
  private static final byte[] DROPPED = "{\"dropped\":true}".getBytes(UTF_8);

  // The headers besides those of DocumentOrigin.
  private static final String HASH = "hash";
  private static final String PUBLISHED_AT = "publishedAt";

  /** {@code <id of the topic of rules>:<offset>} of the published record. */
  private static final String RULES = "rules";

  private static final int MAX_LENGTH = 100;

  /** The Kafka record of an entry. */
  static ProducerRecord<byte[], byte[]> encode(
      String topic, CatalogEntry entry, String rulesTopic) {
    String text = entry.text();
    byte[] value = text == null ? DROPPED : text.getBytes(UTF_8);
    var record = new ProducerRecord<>(topic, entry.key().getBytes(UTF_8), value);
    Headers headers = record.headers();
    new DocumentOrigin(entry.author(), entry.reason()).addTo(headers);
    if (!entry.isDropped()) {
      DocumentOrigin.add(headers, HASH, entry.hash());
    }
    if (entry.publishedAtMillis() != CatalogEntry.UNKNOWN) {
      Instant publishedAt = Instant.ofEpochMilli(entry.publishedAtMillis());
      DocumentOrigin.add(headers, PUBLISHED_AT, publishedAt.toString());
    }
    if (entry.offset() != CatalogEntry.UNKNOWN) {
      DocumentOrigin.add(headers, RULES, rulesTopic + ":" + entry.offset());
    }
    return record;
  }

  /** Whether a record has the key of one that the gate writes. */
  static boolean isKey(byte[] key) {
    return key != null && KEY.matcher(new String(key, UTF_8)).matches();
  }

  /** Reads a record with a value; empty for one that no gate wrote. */
  static Optional<CatalogRecord> decode(ConsumerRecord<byte[], byte[]> record) {
    Matcher key = KEY.matcher(new String(record.key(), UTF_8));
    if (!key.matches()) {
      return Optional.empty();
    }
    try {
      Headers headers = record.headers();
      DocumentOrigin origin = DocumentOrigin.of(headers);
      String publishedAt = DocumentOrigin.text(headers, PUBLISHED_AT, MAX_LENGTH);
      String rules = DocumentOrigin.text(headers, RULES, MAX_LENGTH);
      int colon = rules == null ? 0 : rules.indexOf(':');
      boolean dropped = key.group(2) == null;
      CatalogEntry entry =
          new CatalogEntry(
              key.group(1),
              dropped ? null : Integer.valueOf(key.group(2)),
              dropped ? null : new String(record.value(), UTF_8),
              origin.author(),
              origin.reason(),
              publishedAt == null
                  ? CatalogEntry.UNKNOWN
                  : Instant.parse(publishedAt).toEpochMilli(),
              rules == null ? CatalogEntry.UNKNOWN : Long.parseLong(rules.substring(colon + 1)));
      String rulesTopic = rules == null ? "" : rules.substring(0, colon);
      return Optional.of(
          new CatalogRecord(entry, rulesTopic, Instant.ofEpochMilli(record.timestamp())));
    } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException foreign) {
      return Optional.empty();
    }
  }
}
