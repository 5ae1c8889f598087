/** Runs a reconciliation: reads recorded events, outputs and positions from Kafka and the queue. */
package io.renwu.reconcile.kafka;
