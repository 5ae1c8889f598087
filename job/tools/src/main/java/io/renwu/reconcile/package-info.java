/** Compares the grants and progress in Kafka with those that a new evaluation of events expects. */
package io.renwu.reconcile;
