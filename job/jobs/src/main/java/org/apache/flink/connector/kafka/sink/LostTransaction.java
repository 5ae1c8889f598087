package org.apache.flink.connector.kafka.sink;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * A restored transaction that Kafka refuses to commit. If Kafka has aborted it, its kept records
 * are written again in another transaction, whose id names the lost one: that id tells whether an
 * earlier attempt has succeeded, so a crash at any moment neither loses nor repeats a record.
 */
final class LostTransaction {
  private static final int ANSWER_MILLIS = 10_000;
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final KafkaCommittable committable;
  private final Properties client;

  LostTransaction(KafkaCommittable committable, Properties client) {
    this.committable = committable;
    this.client = client;
  }

  /** What became of the records. */
  enum Outcome {
    /** The transaction was committed before. */
    WAS_COMMITTED,
    /** The records are written, by this call or by an earlier one. */
    WRITTEN_AGAIN,
    /** Kafka no longer knows the transaction. */
    UNKNOWN
  }

  /**
   * Writes the records again unless they are visible.
   *
   * @throws IOException if it is not known whether they were written; the next attempt finds out
   */
  Outcome recover(List<ProducerRecord<byte[], byte[]>> records)
      throws IOException, InterruptedException {
    TransactionDescription current = describe(committable.getTransactionalId());
    if (current == null) {
      return Outcome.UNKNOWN;
    }
    RestoredTransaction transaction = new RestoredTransaction(committable, current);
    if (transaction.isCommitted() || (!transaction.isExpired() && isCommit(current))) {
      return Outcome.WAS_COMMITTED;
    }
    TransactionDescription earlier = describe(recoveryId());
    if (!records.isEmpty() && (earlier == null || !isCommit(earlier))) {
      write(records);
    }
    return Outcome.WRITTEN_AGAIN;
  }

  /** Names the lost transaction: a producer's id and epoch occur once. */
  private String recoveryId() {
    return committable.getTransactionalId()
        + "-recovery-"
        + committable.getProducerId()
        + "-"
        + committable.getEpoch();
  }

  private static boolean isCommit(TransactionDescription transaction) {
    return transaction.state() == TransactionState.COMPLETE_COMMIT
        || transaction.state() == TransactionState.PREPARE_COMMIT;
  }

  /** The state of an id in Kafka; null if Kafka does not know it. */
  private @Nullable TransactionDescription describe(String id)
      throws IOException, InterruptedException {
    Admin admin = Admin.create(client);
    try {
      return admin
          .describeTransactions(
              List.of(id), new DescribeTransactionsOptions().timeoutMs(ANSWER_MILLIS))
          .description(id)
          .get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TransactionalIdNotFoundException) {
        return null;
      }
      throw new IOException("cannot tell what became of the transaction " + id, e);
    } finally {
      admin.close(CLOSE);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the commit fails if a record could not be sent
  private void write(List<ProducerRecord<byte[], byte[]>> records) throws IOException {
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer =
        new FlinkKafkaInternalProducer<>(client, recoveryId())) {
      producer.initTransactions();
      producer.beginTransaction();
      records.forEach(producer::send);
      producer.commitTransaction();
    } catch (RuntimeException e) {
      throw new IOException("cannot write the records of " + committable + " again", e);
    }
  }
}
