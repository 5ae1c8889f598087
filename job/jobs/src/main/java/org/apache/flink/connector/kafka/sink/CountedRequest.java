package org.apache.flink.connector.kafka.sink;

import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A commit request that counts the transaction as lost if Kafka refuses to commit it. */
final class CountedRequest implements CommitRequest<KafkaCommittable> {
  private static final Logger LOG = LoggerFactory.getLogger(CountedRequest.class);

  private final CommitRequest<KafkaCommittable> request;
  private final Counter lostCommits;

  CountedRequest(CommitRequest<KafkaCommittable> request, Counter lostCommits) {
    this.request = request;
    this.lostCommits = lostCommits;
  }

  @Override
  public KafkaCommittable getCommittable() {
    return request.getCommittable();
  }

  @Override
  public int getNumberOfRetries() {
    return request.getNumberOfRetries();
  }

  /** The job continues without the commit. */
  @Override
  public void signalFailedWithKnownReason(Throwable failure) {
    lostCommits.inc();
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
