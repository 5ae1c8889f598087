package io.renwu.demo;

import io.renwu.access.TopicContents;
import io.renwu.demo.recount.GrantComparison;
import io.renwu.demo.recount.Recount;
import io.renwu.demo.recount.RecountReport;
import io.renwu.demo.recount.SentRecord;
import io.renwu.job.kafka.KafkaAccess;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Compares the outputs of the jobs with a recount of the records in Kafka. */
public final class RewardJudge {
  private static final byte[] NOTHING = new byte[0];

  private RewardJudge() {}

  /**
   * Reads all topics and compares.
   *
   * @param client of the Kafka cluster
   * @param texts the documents that were published at the start, by {@code taskId/version}; a task
   *     of which another document was published since is excluded, unless only its version differs
   */
  public static RecountReport of(
      KafkaAccess client, String topicPrefix, Map<String, String> texts) {
    return of(client, topicPrefix, texts, Set.of());
  }

  /**
   * The same if documents that must be refused were published.
   *
   * @param refused their texts, which change no task
   */
  public static RecountReport of(
      KafkaAccess client, String topicPrefix, Map<String, String> texts, Set<String> refused) {
    List<SentRecord> sent = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record :
        TopicContents.read(client, topic -> topic.startsWith(topicPrefix))) {
      sent.add(
          new SentRecord(
              record.topic().substring(topicPrefix.length()),
              record.value() == null ? NOTHING : record.value(),
              record.timestamp()));
    }
    List<byte[]> grants =
        TopicContents.read(client, client.topics().grants()::equals).stream()
            .map(ConsumerRecord::value)
            .toList();
    long deadLetters = TopicContents.read(client, client.topics().deadLetters()::equals).size();
    Recount recount = new Recount(new ArrayList<>(texts.values()));
    KnownTasks known = new KnownTasks(texts.values());
    Set<String> changed = new TreeSet<>();
    TopicContents.read(client, client.topics().catalog()::equals).stream()
        .filter(record -> record.value() != null)
        .filter(record -> !refused.contains(new String(record.value(), StandardCharsets.UTF_8)))
        .forEach(record -> changed.addAll(known.changedBy(record.value())));
    return GrantComparison.of(recount.expect(sent, Instant.now()), grants, deadLetters, changed);
  }
}
