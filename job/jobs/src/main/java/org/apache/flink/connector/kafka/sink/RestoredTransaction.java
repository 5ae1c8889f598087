package org.apache.flink.connector.kafka.sink;

import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;

/**
 * A restored transaction and the state of its transactional id in Kafka. The epoch of an id grows
 * with each use. Let e be the transaction's epoch; then the id's epoch and state mean
 *
 * <pre>
 * e    any state        it is open, or it was committed and the id not used since
 * e+1  COMPLETE_COMMIT  it was committed (transaction.version 2), or the next use was
 * e+1  an abort         it expired: Kafka raises the epoch when it aborts a transaction
 * else                  the id was used again, which happens only after a commit
 * </pre>
 *
 * <p>With transaction.version 1 an abort at e+1 can also be that of the next use, by a writer that
 * failed during a checkpoint. The worse is assumed: that the restored transaction expired.
 *
 * @param current the state of the id in Kafka
 */
record RestoredTransaction(KafkaCommittable committable, TransactionDescription current) {
  /** Whether a newer transaction of its id is open. */
  boolean isNewerOpen() {
    return current.state() == TransactionState.ONGOING && !isCurrentUse();
  }

  /** Whether it was certainly committed. */
  boolean isCommitted() {
    return !isCurrentUse() && !isExpired();
  }

  private boolean isCurrentUse() {
    return isOfProducer() && current.producerEpoch() == committable.getEpoch();
  }

  /** Whether Kafka has aborted it. */
  boolean isExpired() {
    boolean aborted =
        current.state() == TransactionState.COMPLETE_ABORT
            || current.state() == TransactionState.PREPARE_ABORT
            || current.state() == TransactionState.PREPARE_EPOCH_FENCE;
    return aborted && isOfProducer() && current.producerEpoch() == committable.getEpoch() + 1;
  }

  private boolean isOfProducer() {
    return current.producerId() == committable.getProducerId();
  }
}
