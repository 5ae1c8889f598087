package io.renwu.reconcile;

/**
 * A reason why a result may be wrong.
 *
 * @param text the reason in one sentence
 */
public record Caveat(Kind kind, String text) {
  /** The kinds of reasons. */
  public enum Kind {
    /** Kafka no longer has all records on which the window depends. */
    RETENTION,
    /** The task job will still write grants or progress of the window. */
    LAG,
    /** The queue does not answer, so it is unknown how far the task job has read. */
    QUEUE,
    /** A transaction is open, whose records cannot be read yet. */
    TRANSACTIONS,
    /** The running task job's budgets do not count emitted grants. */
    BUDGET
  }
}
