package io.renwu.job;

import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.function.CatalogLog;
import io.renwu.function.OutputRecord;
import io.renwu.function.PublishedRecord;
import io.renwu.function.RawRecord;
import io.renwu.job.config.KafkaRole;
import io.renwu.job.kafka.ConsumerGroups;
import io.renwu.job.kafka.DocumentDeserializer;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.KafkaCatalogLog;
import io.renwu.job.kafka.OutputTopics;
import io.renwu.job.kafka.TopicLimits;
import io.renwu.job.kafka.source.QueueBounds;
import io.renwu.job.kafka.source.RawRecordDeserializer;
import io.renwu.job.kafka.source.RewindingKafkaSource;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.ClosingKafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The jobs' sources and sinks on Kafka.
 *
 * @param client the access to Kafka; the admin clients of a source get the properties of its
 *     consumers, those of a sink the properties of its producers
 * @param idPrefix the prefix of consumer groups and transactional ids; different for each system on
 *     one Kafka
 * @param discovery the interval of looking for new topics and partitions
 * @param transactionTimeout how long a transaction may stay open; above the checkpoint interval and
 *     the longest outage, and not above the broker's {@code transaction.max.timeout.ms}
 * @param maxRecordBytes the size limit of records; larger ones are shortened
 */
public record KafkaConnectors(
    KafkaAccess client,
    String idPrefix,
    Duration discovery,
    Duration transactionTimeout,
    int maxRecordBytes) {
  /**
   * The records of all behavior topics, including topics that appear later; each partition from the
   * end of its stream in the queue. Without a checkpoint it continues after what the consumer group
   * has committed, or else begins at the first record. Records that the queue already has are
   * skipped.
   */
  public RewindingKafkaSource behaviors(RedisAccess queue, QueueBounds bounds) {
    String group = ConsumerGroups.collector(idPrefix);
    KafkaSource<RawRecord> kafka =
        KafkaSource.<RawRecord>builder()
            .setProperties(client.properties(KafkaRole.CONSUMER))
            .setGroupId(group)
            .setTopicPattern(client.topics().behaviorTopics())
            .setStartingOffsets(OffsetsInitializer.committedOffsets())
            .setProperty(
                KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
                Long.toString(discovery.toMillis()))
            .setProperty("isolation.level", "read_committed")
            .setDeserializer(new RawRecordDeserializer())
            .build();
    return new RewindingKafkaSource(kafka, client, group, queue, bounds);
  }

  /** The published documents, from the first. */
  public KafkaSource<PublishedRecord> rules() {
    return KafkaSource.<PublishedRecord>builder()
        .setProperties(client.properties(KafkaRole.CONSUMER))
        .setGroupId(ConsumerGroups.rules(idPrefix))
        .setTopics(client.topics().rules())
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setProperty("isolation.level", "read_committed")
        .setDeserializer(new DocumentDeserializer())
        .build();
  }

  /**
   * The catalog of accepted tasks, for the one gate.
   *
   * @param patience how long to try to open it
   * @param gate passed before it is opened
   */
  public CatalogLog catalog(Duration patience, KafkaCatalogLog.Gate gate) {
    return new KafkaCatalogLog(client, idPrefix, patience, gate);
  }

  /**
   * A sink whose records {@code read_committed} consumers see exactly once, after the checkpoint
   * that covers them.
   *
   * @param name tells the sinks of one system apart
   * @param outputs all that come to it
   */
  public KafkaSink<OutputRecord> exactlyOnce(String name, OutputRecord.Output... outputs) {
    return sink(name, DeliveryGuarantee.EXACTLY_ONCE, outputs);
  }

  /**
   * A sink whose records are visible immediately, and repeated after a failure.
   *
   * @param name tells the sinks of one system apart
   * @param outputs all that come to it
   */
  public KafkaSink<OutputRecord> atLeastOnce(String name, OutputRecord.Output... outputs) {
    return sink(name, DeliveryGuarantee.AT_LEAST_ONCE, outputs);
  }

  private KafkaSink<OutputRecord> sink(
      String name, DeliveryGuarantee guarantee, OutputRecord.Output... outputs) {
    KafkaSinkBuilder<OutputRecord> builder =
        KafkaSink.<OutputRecord>builder()
            .setKafkaProducerConfig(client.properties(KafkaRole.PRODUCER))
            .setProperty(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Long.toString(transactionTimeout.toMillis()))
            .setProperty(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicLimits.requestBytes(maxRecordBytes));
    return ClosingKafkaSink.of(
        builder,
        guarantee,
        idPrefix + "-" + name,
        new OutputTopics(client, List.of(outputs), maxRecordBytes),
        TransactionNamingStrategy.POOLING,
        keptTopics(outputs));
  }

  /** Grants must not be lost; a user's next progress replaces a lost one. */
  private Set<String> keptTopics(OutputRecord.Output... outputs) {
    return List.of(outputs).contains(OutputRecord.Output.GRANTS)
        ? Set.of(client.topics().of(OutputRecord.Output.GRANTS))
        : Set.of();
  }
}
