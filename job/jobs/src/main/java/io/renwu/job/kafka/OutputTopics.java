package io.renwu.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.renwu.function.OutputRecord;
import io.renwu.function.RecordBound;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serializes output records for their topics. A record that is larger than its topic allows is
 * shortened, counted ({@code shortenedRecords}) and logged before it reaches the producer.
 */
public final class OutputTopics
    implements KafkaRecordSerializationSchema<OutputRecord>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(OutputTopics.class);

  /** The number of shortened records that are logged; all are counted. */
  private static final int LOGGED = 10;

  private static final int LOGGED_BYTES = 200;
  private static final byte[] NOTHING = new byte[0];

  private final ArrayList<String> topics = new ArrayList<>();
  private final KafkaAccess client;
  private final int maxRecordBytes;

  private transient @Nullable Map<String, Integer> limits;
  private transient @Nullable Counter shortened;

  /**
   * Creates the serializer.
   *
   * @param outputs that it serializes
   * @param client names the topics, and reads their limits from Kafka
   * @param maxRecordBytes the size limit of records whose topic has no lower one
   */
  public OutputTopics(KafkaAccess client, List<OutputRecord.Output> outputs, int maxRecordBytes) {
    outputs.forEach(output -> topics.add(client.topics().of(output)));
    this.client = client;
    this.maxRecordBytes = maxRecordBytes;
  }

  /**
   * Reads the limits of the topics, which may have changed since the job began. The connector's
   * exactly-once writer calls this twice.
   */
  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    if (shortened == null) {
      open(context.getMetricGroup().counter("shortenedRecords"));
    }
  }

  /**
   * Reads the limits of the topics.
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
                "{} accepts records of {} bytes, less than kafka.record.max.bytes = {}: larger ones"
                    + " are shortened; raise max.message.bytes of the topic",
                topic,
                limit,
                maxRecordBytes);
          }
        });
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      OutputRecord record, @Nullable KafkaSinkContext context, @Nullable Long timestamp) {
    String topic = client.topics().of(record.output());
    OutputRecord bounded = bounded(record, topic);
    return new ProducerRecord<>(topic, bounded.key(), bounded.value());
  }

  private OutputRecord bounded(OutputRecord record, String topic) {
    Map<String, Integer> allowed = Objects.requireNonNull(limits, "open() is called first");
    RecordBound bound =
        new RecordBound(Math.min(maxRecordBytes, allowed.getOrDefault(topic, maxRecordBytes)));
    if (bound.admits(record)) {
      return record;
    }
    OutputRecord fitting = bound.shorten(record);
    Counter counter = Objects.requireNonNull(shortened, "open() is called first");
    counter.inc();
    if (counter.getCount() <= LOGGED) {
      byte[] value = bytes(record);
      LOG.warn(
          "a record of {} bytes for {}, which accepts {}, was shortened to {}: it begins {}",
          value.length,
          topic,
          bound.maxBytes(),
          bytes(fitting).length,
          new String(value, 0, Math.min(LOGGED_BYTES, value.length), UTF_8));
    }
    return fitting;
  }

  private static byte[] bytes(OutputRecord record) {
    return Objects.requireNonNullElse(record.value(), NOTHING);
  }

  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(topics)));
  }
}
