package org.apache.flink.connector.kafka.sink;

import java.io.IOException;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A commit request that recovers the kept records of its transaction if Kafka refuses to commit it,
 * and counts it.
 *
 * <p>Records are recovered only after a restore, when nothing that follows them is written yet: so
 * they keep their order. A refusal in a running job restarts it.
 */
final class RefusableRequest implements CommitRequest<KafkaCommittable> {
  private static final Logger LOG = LoggerFactory.getLogger(RefusableRequest.class);

  private final CommitRequest<KafkaCommittable> request;
  private final boolean restored;
  private final Properties client;
  private final Counters counters;

  /** How many transactions Kafka refused to commit. */
  record Counters(Counter lostCommits, Counter recoveredCommits) {}

  RefusableRequest(CommitRequest<KafkaCommittable> request, Properties client, Counters counters) {
    this.request = request;
    // The producer of a transaction is not stored.
    this.restored = request.getCommittable().getProducer().isEmpty();
    this.client = client;
    this.counters = counters;
  }

  @Override
  public KafkaCommittable getCommittable() {
    return request.getCommittable();
  }

  @Override
  public int getNumberOfRetries() {
    return request.getNumberOfRetries();
  }

  @Override
  public void signalFailedWithKnownReason(Throwable failure) {
    KeptRecords kept = KeptCommittable.kept(getCommittable());
    if (kept == null) {
      lose(failure);
    } else if (!restored && !kept.records().isEmpty()) {
      LOG.warn(
          "Kafka refused to commit {}: the job restarts and writes its {} kept records again",
          getCommittable(),
          kept.records().size());
      request.signalFailedWithUnknownReason(failure);
    } else {
      recover(kept, failure);
    }
  }

  private void recover(KeptRecords kept, Throwable failure) {
    try {
      switch (new LostTransaction(getCommittable(), client).recover(kept.records())) {
        case WAS_COMMITTED -> request.signalFailedWithKnownReason(failure);
        case WRITTEN_AGAIN -> {
          counters.recoveredCommits().inc();
          LOG.warn(
              "Kafka refused to commit {}: its {} kept records are written again",
              getCommittable(),
              kept.records().size());
          request.signalFailedWithKnownReason(failure);
        }
        case UNKNOWN -> lose(failure);
      }
    } catch (IOException e) {
      e.addSuppressed(failure);
      request.signalFailedWithUnknownReason(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      request.signalFailedWithUnknownReason(e);
    }
  }

  /** The job continues without the commit. */
  private void lose(Throwable failure) {
    counters.lostCommits().inc();
    LOG.error(
        "Kafka refused to commit {}: its records are lost unless renwu replay --emit writes them"
            + " again",
        getCommittable(),
        failure);
    request.signalFailedWithKnownReason(failure);
  }

  /** The job fails, and repeats the commit after its restore. */
  @Override
  public void signalFailedWithUnknownReason(Throwable failure) {
    request.signalFailedWithUnknownReason(failure);
  }

  @Override
  public void retryLater() {
    request.retryLater();
  }

  @Override
  public void updateAndRetryLater(KafkaCommittable updated) {
    request.updateAndRetryLater(updated);
  }

  @Override
  public void signalAlreadyCommitted() {
    request.signalAlreadyCommitted();
  }
}
