package io.renwu.reconcile.kafka;

/** The order in which the records of several topics are merged. Partitions keep their order. */
public enum MergeOrder {
  /** By the time of receipt, as a task job reads them that keeps up. */
  RECEIVED,
  /** By the event's time, as a task job reads a backlog. */
  TIME
}
