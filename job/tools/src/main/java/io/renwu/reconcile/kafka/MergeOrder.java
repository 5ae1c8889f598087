package io.renwu.reconcile.kafka;

/** By what the records of several topics are merged; those of one partition keep their order. */
public enum MergeOrder {
  /** The time of receipt: what a task job takes that is not behind. */
  RECEIVED,
  /** The event's time: what a task job takes that works off a backlog. */
  TIME
}
