package io.renwu.job.kafka;

import io.renwu.function.OutputRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The names of the fixed topics, and the way of an output record to its own. */
public final class OutputTopics
    implements KafkaRecordSerializationSchema<OutputRecord>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1L;

  public static final String RULES = "task.rules";
  public static final String CATALOG = "task.catalog";
  public static final String GRANTS = "task.grants";
  public static final String PROGRESS = "task.progress";
  public static final String DECISIONS = "task.decisions";
  public static final String DEAD_LETTERS = "task.dead-letters";
  public static final String RULE_STATUS = "task.rule-status";

  private final ArrayList<String> topics = new ArrayList<>();

  /**
   * Creates the way.
   *
   * @param outputs all that come along it
   */
  OutputTopics(List<OutputRecord.Output> outputs) {
    outputs.forEach(output -> topics.add(of(output)));
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
    return new ProducerRecord<>(of(record.output()), record.key(), record.value());
  }

  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(topics)));
  }
}
