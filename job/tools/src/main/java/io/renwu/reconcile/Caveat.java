package io.renwu.reconcile;

/**
 * Why a result may be wrong.
 *
 * @param text one sentence that names what it is about
 */
public record Caveat(Kind kind, String text) {
  /** The reasons. */
  public enum Kind {
    /** Kafka no longer has all that the window depends on. */
    RETENTION,
    /** The task job has still to write grants of the window. */
    LAG,
    /** Nobody says how far the task job is. */
    QUEUE,
    /** A transaction is open, whose records are not seen. */
    TRANSACTIONS,
    /** The running job's budgets do not know what is emitted beside it. */
    BUDGET
  }
}
