/**
 * A reconciliation's way to Kafka and the queue: what was recorded, what is there, what is added.
 */
package io.renwu.reconcile.kafka;
