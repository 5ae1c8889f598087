package io.renwu.job.kafka;

import io.renwu.function.OutputRecord;
import java.io.Serializable;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The names of the fixed topics, and the way of an output record to its own. */
public final class OutputTopics
    implements KafkaRecordSerializationSchema<OutputRecord>, Serializable {
  private static final long serialVersionUID = 1L;

  public static final String RULES = "task.rules";
  public static final String GRANTS = "task.grants";
  public static final String PROGRESS = "task.progress";
  public static final String DECISIONS = "task.decisions";
  public static final String DEAD_LETTERS = "task.dead-letters";
  public static final String RULE_STATUS = "task.rule-status";

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
}
