package org.apache.flink.connector.kafka.sink;

import java.io.IOException;
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

/**
 * An exactly-once {@link KafkaSink} whose writers close all that they open, and whose committer
 * leaves nothing open; see {@link RecoveryCommitter}.
 *
 * <p>Those of the connector (5.0.0) ask Kafka for open transactions when they start and never close
 * the client by which they ask. Each start of a job so leaves a thread and a connection for each
 * writer, and the thread keeps the job's class loader: after some submissions a TaskManager has no
 * metaspace left and dies. It is in the connector's package because the writer is known only there.
 */
public final class ClosingKafkaSink<T> extends KafkaSink<T> {
  private static final long serialVersionUID = 1L;

  private final String transactionalIdPrefix;
  private final KafkaRecordSerializationSchema<T> serializer;
  private final TransactionNamingStrategy naming;

  private ClosingKafkaSink(
      Properties producer,
      String transactionalIdPrefix,
      KafkaRecordSerializationSchema<T> serializer,
      TransactionNamingStrategy naming) {
    super(DeliveryGuarantee.EXACTLY_ONCE, producer, transactionalIdPrefix, serializer, naming);
    this.transactionalIdPrefix = transactionalIdPrefix;
    this.serializer = serializer;
    this.naming = naming;
  }

  /**
   * A sink that does what the given one does.
   *
   * @param sink exactly-once, and built from the other arguments
   * @return the given one itself where the connector is not loaded together with this class, as
   *     from Flink's own folder: then its package is another one
   */
  public static <T> KafkaSink<T> of(
      KafkaSink<T> sink,
      String transactionalIdPrefix,
      KafkaRecordSerializationSchema<T> serializer,
      TransactionNamingStrategy naming) {
    if (KafkaSink.class.getClassLoader() != ClosingKafkaSink.class.getClassLoader()) {
      return sink;
    }
    return new ClosingKafkaSink<>(
        sink.getKafkaProducerConfig(), transactionalIdPrefix, serializer, naming);
  }

  @Override
  public KafkaWriter<T> createWriter(WriterInitContext context) throws IOException {
    return restoreWriter(context, List.of());
  }

  @Override
  public KafkaWriter<T> restoreWriter(
      WriterInitContext context, Collection<KafkaWriterState> recovered) {
    Writer<T> writer =
        new Writer<>(
            getKafkaProducerConfig(),
            transactionalIdPrefix,
            context,
            serializer,
            naming,
            recovered);
    // Closes the writer if it fails.
    writer.initialize();
    return writer;
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context) {
    return new RecoveryCommitter(super.createCommitter(context), getKafkaProducerConfig());
  }

  @SuppressWarnings("try") // the connector's close() throws what it likes
  private static final class Writer<T> extends ExactlyOnceKafkaWriter<T> {
    Writer(
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
    public void close() throws Exception {
      IOUtils.closeAll(super::close, admin());
    }

    /** Null where none was needed. */
    private Admin admin() throws ReflectiveOperationException {
      Field field = ExactlyOnceKafkaWriter.class.getDeclaredField("adminClient");
      field.setAccessible(true);
      return (Admin) field.get(this);
    }
  }
}
