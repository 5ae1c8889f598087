package org.apache.flink.connector.kafka.sink;

import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.IOUtils;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link KafkaSink} whose writers close every client that they open, even after failures, and
 * whose committer leaves no transaction open; see {@link RecoveryCommitter}.
 *
 * <p>Exactly-once writers of the connector (5.0.0) ask Kafka for open transactions when they start
 * and never close the client that they use for it. So each start of a job leaks a thread and a
 * connection per writer, and the thread keeps the job's class loader: after some submissions a
 * TaskManager has no metaspace left and dies.
 *
 * <p>The connector's writers throw from {@code close()} what they could not send or abort. When
 * Flink (2.2) closes the operators of a failed task, it treats any exception as a fatal error and
 * ends the TaskManager with the tasks of all jobs in it. So one task that fails while Kafka is
 * unavailable would end them all. Here the exception is only logged. Nothing is lost by that: the
 * records that a completed checkpoint covers were flushed before it, and the others are written
 * again.
 *
 * <p>It is in the connector's package because the writers are visible only there.
 */
public final class ClosingKafkaSink<T> extends KafkaSink<T> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ClosingKafkaSink.class);

  private final DeliveryGuarantee guarantee;
  private final String transactionalIdPrefix;
  private final KafkaRecordSerializationSchema<T> serializer;
  private final TransactionNamingStrategy naming;
  private final Set<String> keptTopics;
  private @Nullable Gate gate;

  /** A task waits at it before it uses Kafka. */
  @FunctionalInterface
  public interface Gate extends Serializable {
    /** Returns once the task may use Kafka. Called by the task thread, which may be interrupted. */
    void pass();
  }

  private ClosingKafkaSink(
      DeliveryGuarantee guarantee,
      Properties producer,
      String transactionalIdPrefix,
      KafkaRecordSerializationSchema<T> serializer,
      TransactionNamingStrategy naming,
      Set<String> keptTopics) {
    super(guarantee, producer, transactionalIdPrefix, serializer, naming);
    this.guarantee = guarantee;
    this.transactionalIdPrefix = transactionalIdPrefix;
    this.serializer = serializer;
    this.naming = naming;
    this.keptTopics = keptTopics;
  }

  /**
   * Builds the sink.
   *
   * @param builder has everything but the other arguments
   * @param transactionalIdPrefix used by an exactly-once sink
   * @param naming used by an exactly-once sink
   * @param keptTopics topics whose records are written again if Kafka aborts their transaction
   *     before it is committed; used by an exactly-once sink
   * @return the connector's own sink, with a warning in the log, if another class loader loads the
   *     connector, as from Flink's lib folder: its package-private writers cannot be extended then
   */
  public static <T> KafkaSink<T> of(
      KafkaSinkBuilder<T> builder,
      DeliveryGuarantee guarantee,
      String transactionalIdPrefix,
      KafkaRecordSerializationSchema<T> serializer,
      TransactionNamingStrategy naming,
      Set<String> keptTopics) {
    KafkaSink<T> sink =
        builder
            .setDeliveryGuarantee(guarantee)
            .setTransactionalIdPrefix(transactionalIdPrefix)
            .setRecordSerializer(serializer)
            .setTransactionNamingStrategy(naming)
            .build();
    if (KafkaSink.class.getClassLoader() != ClosingKafkaSink.class.getClassLoader()) {
      LOG.warn(
          "flink-connector-kafka is in Flink's lib folder, so its own sink is used: each start of a"
              + " job leaks a Kafka client on the TaskManagers, and a second job of the same system"
              + " is not kept from writing. Remove the connector's jar from that folder");
      return sink;
    }
    return new ClosingKafkaSink<>(
        guarantee,
        sink.getKafkaProducerConfig(),
        transactionalIdPrefix,
        serializer,
        naming,
        Set.copyOf(keptTopics));
  }

  /**
   * Lets a sink's tasks use Kafka only after a gate has opened: a second job of the same system
   * uses the same transactional ids, so each would commit and abort the other's transactions.
   *
   * @param gate of the tasks
   * @return the same sink; the connector's own sink has no gate
   */
  public static <T> KafkaSink<T> withGate(Gate gate, KafkaSink<T> sink) {
    if (sink instanceof ClosingKafkaSink<T> closing) {
      closing.gate = gate;
    }
    return sink;
  }

  @Override
  public KafkaWriter<T> createWriter(WriterInitContext context) throws IOException {
    return restoreWriter(context, List.of());
  }

  @Override
  public KafkaWriter<T> restoreWriter(
      WriterInitContext context, Collection<KafkaWriterState> recovered) {
    awaitGate();
    KafkaWriter<T> writer =
        guarantee == DeliveryGuarantee.EXACTLY_ONCE
            ? new ExactlyOnceWriter<>(
                getKafkaProducerConfig(),
                transactionalIdPrefix,
                context,
                new KeepingSchema<>(serializer, keptTopics),
                naming,
                recovered)
            : new Writer<>(guarantee, getKafkaProducerConfig(), context, serializer);
    // If this fails, it closes the writer.
    writer.initialize();
    return writer;
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context) {
    awaitGate();
    return new RecoveryCommitter(
        super.createCommitter(context),
        getKafkaProducerConfig(),
        new RefusableRequest.Counters(
            context.metricGroup().counter("lostCommits"),
            context.metricGroup().counter("recoveredCommits")));
  }

  @Override
  public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
    return new KeptCommittableSerializer();
  }

  private void awaitGate() {
    if (gate != null) {
      gate.pass();
    }
  }

  /** Closes all parts and logs the failures. */
  static void close(AutoCloseable... parts) {
    try {
      IOUtils.closeAll(parts);
    } catch (Exception e) {
      LOG.warn("closing a Kafka client failed", e);
    }
  }

  private static final class Writer<T> extends KafkaWriter<T> {
    Writer(
        DeliveryGuarantee guarantee,
        Properties producer,
        WriterInitContext context,
        KafkaRecordSerializationSchema<T> serializer) {
      super(
          guarantee,
          producer,
          context,
          serializer,
          context.asSerializationSchemaInitializationContext());
    }

    @Override
    public void close() {
      ClosingKafkaSink.close(super::close);
    }
  }

  private static final class ExactlyOnceWriter<T> extends ExactlyOnceKafkaWriter<T> {
    private final KeepingSchema<T> keeping;

    ExactlyOnceWriter(
        Properties producer,
        String transactionalIdPrefix,
        WriterInitContext context,
        KeepingSchema<T> serializer,
        TransactionNamingStrategy naming,
        Collection<KafkaWriterState> recovered) {
      super(
          DeliveryGuarantee.EXACTLY_ONCE,
          producer,
          transactionalIdPrefix,
          context,
          serializer,
          context.asSerializationSchemaInitializationContext(),
          naming.getAbortImpl(),
          naming.getImpl(),
          recovered);
      this.keeping = serializer;
    }

    @Override
    public Collection<KafkaCommittable> prepareCommit() {
      KeptRecords kept = keeping.take();
      Collection<KafkaCommittable> committables = super.prepareCommit();
      return kept == null
          ? committables
          : committables.stream()
              .<KafkaCommittable>map(committable -> KeptCommittable.of(committable, kept))
              .toList();
    }

    @Override
    public void close() {
      ClosingKafkaSink.close(super::close, this::closeAdmin);
    }

    private void closeAdmin() throws ReflectiveOperationException {
      Field field = ExactlyOnceKafkaWriter.class.getDeclaredField("adminClient");
      field.setAccessible(true);
      // Null if the writer needed none.
      IOUtils.closeQuietly((Admin) field.get(this));
    }
  }
}
