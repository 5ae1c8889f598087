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
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.flink.metrics.Counter;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTransactionsOptions;
import org.apache.kafka.clients.admin.DescribeTransactionsResult;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A committer that aborts what was begun under the transactional id of a restored transaction since
 * that was committed, and counts the transactions that are lost.
 *
 * <p>Ids are used again once their transaction is committed. A job that fails before its next
 * checkpoint completes is restored with the old transaction, whose commit is refused, for it was
 * committed; the connector (5.0.0) then leaves the newer one open, because its id is that of a
 * transaction to be committed. Up to the id's next use, at the latest up to the transaction's
 * timeout, consumers of committed records saw nothing that came behind it.
 *
 * <p>A transaction whose commit Kafka refuses for good is lost, most likely because it expired; the
 * connector only logs it. The counter {@code lostCommits} counts those, but not the commit of a
 * restored transaction that is refused because it is repeated: {@link RestoredTransaction} tells.
 */
@SuppressWarnings("try") // the connector's close() throws what it likes
final class RecoveryCommitter implements Committer<KafkaCommittable> {
  private static final Logger LOG = LoggerFactory.getLogger(RecoveryCommitter.class);

  private static final int ANSWER_MILLIS = 10_000;

  /** Without it the client may wait for ever for a call that a silent broker leaves open. */
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final Committer<KafkaCommittable> committer;
  private final Properties client;
  private final Counter lostCommits;

  RecoveryCommitter(Committer<KafkaCommittable> committer, Properties client, Counter lostCommits) {
    this.committer = committer;
    this.client = client;
    this.lostCommits = lostCommits;
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
    List<CommitRequest<KafkaCommittable>> counted = new ArrayList<>(requests.size());
    for (CommitRequest<KafkaCommittable> request : requests) {
      counted.add(
          committed.contains(request.getCommittable())
              ? request
              : new CountedRequest(request, lostCommits));
    }
    committer.commit(counted);
  }

  /** Returns those that were committed already. */
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
      TransactionDescription now = described.description(id).get();
      RestoredTransaction transaction = new RestoredTransaction(committable, now);
      if (transaction.isNewerOpen()) {
        try (FlinkKafkaInternalProducer<byte[], byte[]> producer =
            new FlinkKafkaInternalProducer<>(client, id)) {
          producer.initTransactions();
        }
        LOG.info("aborted the transaction that was begun under {} since {}", id, committable);
      }
      return transaction.isCommitted();
    } catch (ExecutionException | RuntimeException e) {
      // The commit that follows meets the same, and knows what to do.
      LOG.warn("cannot tell whether a newer transaction is open under {}", id, e);
      return false;
    }
  }

  @Override
  public void close() {
    ClosingKafkaSink.close(committer);
  }
}
