package org.apache.flink.connector.kafka.sink;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.RefusableRequest.Counters;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTransactionsOptions;
import org.apache.kafka.clients.admin.DescribeTransactionsResult;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A committer that aborts newer transactions under the transactional ids of restored ones, and
 * recovers the kept records of lost transactions.
 *
 * <p>An id is used again once its transaction is committed. A job that fails before its next
 * checkpoint completes is restored with the old transaction. Kafka refuses to commit it a second
 * time, and the connector (5.0.0) leaves the newer transaction open, because its id belongs to a
 * transaction to be committed. Until the id's next use or the transaction's timeout, consumers of
 * committed records would see no record after the open transaction.
 *
 * <p>A transaction whose commit Kafka refuses permanently is lost, most likely because it expired;
 * the connector only logs it. {@link RefusableRequest} writes its kept records again, except for
 * repeated commits of restored transactions, which {@link RestoredTransaction} recognizes.
 */
@SuppressWarnings("try") // the connector's close() declares Exception
final class RecoveryCommitter implements Committer<KafkaCommittable> {
  private static final Logger LOG = LoggerFactory.getLogger(RecoveryCommitter.class);

  private static final int ANSWER_MILLIS = 10_000;

  /** Bounds the wait for calls that an unresponsive broker never answers. */
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final Committer<KafkaCommittable> committer;
  private final Properties client;
  private final Counters counters;

  RecoveryCommitter(Committer<KafkaCommittable> committer, Properties client, Counters counters) {
    this.committer = committer;
    this.client = client;
    this.counters = counters;
  }

  @Override
  public void commit(Collection<CommitRequest<KafkaCommittable>> requests)
      throws IOException, InterruptedException {
    List<KafkaCommittable> restored =
        requests.stream()
            .map(CommitRequest::getCommittable)
            .filter(committable -> committable.getProducer().isEmpty())
            .toList();
    Set<KafkaCommittable> committed = restored.isEmpty() ? Set.of() : abortNewer(restored);
    List<CommitRequest<KafkaCommittable>> refusable = new ArrayList<>(requests.size());
    for (CommitRequest<KafkaCommittable> request : requests) {
      refusable.add(
          committed.contains(request.getCommittable())
              ? request
              : new RefusableRequest(request, client, counters));
    }
    committer.commit(refusable);
  }

  /** Returns the restored transactions that were already committed. */
  private Set<KafkaCommittable> abortNewer(List<KafkaCommittable> restored)
      throws InterruptedException {
    Set<KafkaCommittable> committed = new HashSet<>();
    Admin admin = Admin.create(client);
    try {
      DescribeTransactionsResult described =
          admin.describeTransactions(
              restored.stream().map(KafkaCommittable::getTransactionalId).distinct().toList(),
              new DescribeTransactionsOptions().timeoutMs(ANSWER_MILLIS));
      for (KafkaCommittable committable : restored) {
        if (abortIfNewer(committable, described)) {
          committed.add(committable);
        }
      }
    } finally {
      admin.close(CLOSE);
    }
    return committed;
  }

  private boolean abortIfNewer(KafkaCommittable committable, DescribeTransactionsResult described)
      throws InterruptedException {
    String id = committable.getTransactionalId();
    try {
      TransactionDescription current = described.description(id).get();
      RestoredTransaction transaction = new RestoredTransaction(committable, current);
      if (transaction.isNewerOpen()) {
        try (FlinkKafkaInternalProducer<byte[], byte[]> producer =
            new FlinkKafkaInternalProducer<>(client, id)) {
          producer.initTransactions();
        }
        LOG.info("aborted a newer transaction under {}, begun after {}", id, committable);
      }
      return transaction.isCommitted();
    } catch (ExecutionException | RuntimeException e) {
      // The commit that follows meets the same failure and handles it.
      LOG.warn("cannot tell whether a newer transaction is open under {}", id, e);
      return false;
    }
  }

  @Override
  public void close() {
    ClosingKafkaSink.close(committer);
  }
}
