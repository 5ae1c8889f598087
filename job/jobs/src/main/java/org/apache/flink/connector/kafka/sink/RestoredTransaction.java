package org.apache.flink.connector.kafka.sink;

import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;

/**
 * What Kafka says of the id of a restored transaction. Each use of an id has an epoch of its own,
 * above that of the use before. Let e be the transaction's epoch; then the id says
 *
 * <pre>
 * e    any state        it is open, or was committed under the id's present use
 * e+1  COMPLETE_COMMIT  it was committed (transaction.version 2), or the use after it was
 * e+1  an abort         it expired: Kafka raises the epoch when it gives a transaction up
 * else                  the id was used again, as an id is only after its commit
 * </pre>
 *
 * <p>With transaction.version 1 an abort at e+1 can also be that of the use after it, by a writer
 * that failed while a checkpoint was under way. It is taken for the worse.
 *
 * @param now what Kafka says
 */
record RestoredTransaction(KafkaCommittable committable, TransactionDescription now) {
  /** Whether something was begun under its id since, and is open. */
  boolean isNewerOpen() {
    return now.state() == TransactionState.ONGOING && !isPresent();
  }

  /** Whether it surely was committed. */
  boolean isCommitted() {
    return !isPresent() && !isExpired();
  }

  private boolean isPresent() {
    return isOfProducer() && now.producerEpoch() == committable.getEpoch();
  }

  private boolean isExpired() {
    boolean aborted =
        now.state() == TransactionState.COMPLETE_ABORT
            || now.state() == TransactionState.PREPARE_ABORT
            || now.state() == TransactionState.PREPARE_EPOCH_FENCE;
    return aborted && isOfProducer() && now.producerEpoch() == committable.getEpoch() + 1;
  }

  private boolean isOfProducer() {
    return now.producerId() == committable.getProducerId();
  }
}
