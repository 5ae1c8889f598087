package io.renwu.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.renwu.function.OutputRecord;
import io.renwu.function.RecordBound;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names of the fixed topics, and the way of an output record to its own. No record that is
 * larger than its topic takes is ever handed to a producer: it is shortened, counted ({@code
 * shortenedRecords}) and logged.
 */
public final class OutputTopics
    implements KafkaRecordSerializationSchema<OutputRecord>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1L;

  public static final String RULES = "task.rules";
  public static final String GRANTS = "task.grants";
  public static final String PROGRESS = "task.progress";
  public static final String DECISIONS = "task.decisions";
  public static final String DEAD_LETTERS = "task.dead-letters";
  public static final String RULE_STATUS = "task.rule-status";

  private static final Logger LOG = LoggerFactory.getLogger(OutputTopics.class);

  /** So many shortened records are logged; all of them are counted. */
  private static final int LOGGED = 10;

  private final ArrayList<String> topics = new ArrayList<>();
  private final Properties client;
  private final int maxRecordBytes;

  private transient Map<String, Integer> limits;
  private transient Counter shortened;

  /**
   * Creates the way.
   *
   * @param outputs all that come along it
   * @param client the properties by which Kafka is asked for the limits of the topics
   * @param maxRecordBytes the most that a record may take, where its topic does not allow less
   */
  OutputTopics(List<OutputRecord.Output> outputs, Properties client, int maxRecordBytes) {
    outputs.forEach(output -> topics.add(of(output)));
    this.client = client;
    this.maxRecordBytes = maxRecordBytes;
  }

  /** Asks for the limits of the topics, which may have changed since the job began. */
  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    open(context.getMetricGroup().counter("shortenedRecords"));
  }

  /**
   * Asks for the limits of the topics.
   *
   * @param shortenedRecords counts the records that had to be shortened
   */
  void open(Counter shortenedRecords) {
    shortened = shortenedRecords;
    limits = TopicLimits.read(client, topics);
    limits.forEach(
        (topic, limit) -> {
          if (limit < maxRecordBytes) {
            LOG.warn(
                "{} takes records of {} bytes, less than kafka.record.max.bytes = {}: larger ones"
                    + " are shortened; raise max.message.bytes of the topic",
                topic,
                limit,
                maxRecordBytes);
          }
        });
  }

  /** The topic of an output. */
  public static String of(OutputRecord.Output output) {
    return switch (output) {
      case GRANTS -> GRANTS;
      case PROGRESS -> PROGRESS;
      case DECISIONS -> DECISIONS;
      case DEAD_LETTERS -> DEAD_LETTERS;
      case RULE_STATUS -> RULE_STATUS;
    };
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      OutputRecord record, KafkaSinkContext context, Long timestamp) {
    String topic = of(record.output());
    OutputRecord bounded = bounded(record, topic);
    return new ProducerRecord<>(topic, bounded.key(), bounded.value());
  }

  private OutputRecord bounded(OutputRecord record, String topic) {
    RecordBound bound =
        new RecordBound(Math.min(maxRecordBytes, limits.getOrDefault(topic, maxRecordBytes)));
    if (bound.admits(record)) {
      return record;
    }
    OutputRecord fitting = bound.shorten(record);
    shortened.inc();
    if (shortened.getCount() <= LOGGED) {
      LOG.warn(
          "a record of {} bytes for {} was shortened to {}, as it takes {}: it begins {}",
          record.value().length,
          topic,
          fitting.value().length,
          bound.maxBytes(),
          new String(record.value(), 0, Math.min(200, record.value().length), UTF_8));
    }
    return fitting;
  }

  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(topics)));
  }
}
