package org.apache.flink.connector.kafka.sink;

import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.util.IOUtils;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link KafkaSink} whose writers close all that they open, whatever fails meanwhile, and whose
 * committer leaves nothing open; see {@link RecoveryCommitter}.
 *
 * <p>Exactly-once writers of the connector (5.0.0) ask Kafka for open transactions when they start
 * and never close the client by which they ask. Each start of a job so leaves a thread and a
 * connection for each writer, and the thread keeps the job's class loader: after some submissions a
 * TaskManager has no metaspace left and dies.
 *
 * <p>All writers of the connector tell by an exception of {@code close()} what they could not send
 * or abort. Flink (2.2) closes the operators of a failed task where it takes any exception for its
 * own failure and ends the TaskManager, with the tasks of all jobs in it: one task that fails while
 * Kafka is away would take them along. Nothing is lost where such an exception is only logged: what
 * a completed checkpoint covers was flushed before, and the rest comes again.
 *
 * <p>It is in the connector's package because the writers are known only there.
 */
public final class ClosingKafkaSink<T> extends KafkaSink<T> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ClosingKafkaSink.class);

  private final DeliveryGuarantee guarantee;
  private final String transactionalIdPrefix;
  private final KafkaRecordSerializationSchema<T> serializer;
  private final TransactionNamingStrategy naming;
  private @Nullable Gate gate;

  /** What a task waits for before it touches Kafka. */
  @FunctionalInterface
  public interface Gate extends Serializable {
    /** Returns when it may; called in the task's thread, which may be interrupted. */
    void pass();
  }

  private ClosingKafkaSink(
      DeliveryGuarantee guarantee,
      Properties producer,
      String transactionalIdPrefix,
      KafkaRecordSerializationSchema<T> serializer,
      TransactionNamingStrategy naming) {
    super(guarantee, producer, transactionalIdPrefix, serializer, naming);
    this.guarantee = guarantee;
    this.transactionalIdPrefix = transactionalIdPrefix;
    this.serializer = serializer;
    this.naming = naming;
  }

  /**
   * Completes a sink.
   *
   * @param builder of a sink that lacks no more than the other arguments
   * @param transactionalIdPrefix used if exactly-once
   * @param naming used if exactly-once
   * @return the builder's own sink where the connector is not loaded together with this class, as
   *     from Flink's own folder: then its package is another one
   */
  public static <T> KafkaSink<T> of(
      KafkaSinkBuilder<T> builder,
      DeliveryGuarantee guarantee,
      String transactionalIdPrefix,
      KafkaRecordSerializationSchema<T> serializer,
      TransactionNamingStrategy naming) {
    KafkaSink<T> sink =
        builder
            .setDeliveryGuarantee(guarantee)
            .setTransactionalIdPrefix(transactionalIdPrefix)
            .setRecordSerializer(serializer)
            .setTransactionNamingStrategy(naming)
            .build();
    if (KafkaSink.class.getClassLoader() != ClosingKafkaSink.class.getClassLoader()) {
      LOG.warn(
          "flink-connector-kafka is in Flink's own folder, so its sink is used as it is: each start"
              + " of a job leaves a client on the TaskManagers, and a second job of the same system"
              + " is not kept from Kafka. Remove the connector's jar from Flink's lib folder");
      return sink;
    }
    return new ClosingKafkaSink<>(
        guarantee, sink.getKafkaProducerConfig(), transactionalIdPrefix, serializer, naming);
  }

  /**
   * Lets a sink's tasks touch Kafka only when something else allows it: their transactions are
   * committed and aborted by the names that another job of the same system uses, too.
   *
   * @param gate of the tasks
   * @return the same sink; where it is the connector's own, without the gate
   */
  public static <T> KafkaSink<T> behind(Gate gate, KafkaSink<T> sink) {
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
    pass();
    KafkaWriter<T> writer =
        guarantee == DeliveryGuarantee.EXACTLY_ONCE
            ? new ExactlyOnceWriter<>(
                getKafkaProducerConfig(),
                transactionalIdPrefix,
                context,
                serializer,
                naming,
                recovered)
            : new Writer<>(guarantee, getKafkaProducerConfig(), context, serializer);
    // Closes the writer if it fails.
    writer.initialize();
    return writer;
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context) {
    pass();
    return new RecoveryCommitter(
        super.createCommitter(context),
        getKafkaProducerConfig(),
        context.metricGroup().counter("lostCommits"));
  }

  private void pass() {
    if (gate != null) {
      gate.pass();
    }
  }

  /** Closes all of them; what fails is logged. */
  static void close(AutoCloseable... parts) {
    try {
      IOUtils.closeAll(parts);
    } catch (Exception e) {
      LOG.warn("something of Kafka was not closed in order", e);
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
    ExactlyOnceWriter(
        Properties producer,
        String transactionalIdPrefix,
        WriterInitContext context,
        KafkaRecordSerializationSchema<T> serializer,
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
    }

    @Override
    public void close() {
      ClosingKafkaSink.close(super::close, this::closeAdmin);
    }

    private void closeAdmin() throws ReflectiveOperationException {
      Field field = ExactlyOnceKafkaWriter.class.getDeclaredField("adminClient");
      field.setAccessible(true);
      // Null where none was needed.
      IOUtils.closeQuietly((Admin) field.get(this));
    }
  }
}
