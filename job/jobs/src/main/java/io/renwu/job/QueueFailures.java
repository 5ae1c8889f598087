package io.renwu.job;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.failure.FailureLedger;
import io.renwu.function.FailureCounter;
import io.renwu.function.QueuedEvent;

/** Counts failures in the ledger of the queue that the events came from. */
final class QueueFailures implements FailureCounter {
  private static final long serialVersionUID = 1L;

  private final String topicPrefix;
  private final FailureLedger ledger;

  /**
   * Creates a counter for the queue of the ledger.
   *
   * @param topicPrefix the prefix of a behavior's type in a topic's name
   */
  QueueFailures(String topicPrefix, FailureLedger ledger) {
    this.topicPrefix = topicPrefix;
    this.ledger = ledger;
  }

  @Override
  public void count(QueuedEvent event, Throwable failure) {
    StreamId stream = new StreamId(topicPrefix + event.event().behavior(), event.partition());
    ledger.count(stream, event.position(), failure);
  }
}
