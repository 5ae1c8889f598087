package io.renwu.job;

/**
 * The uids of all operators. A savepoint finds an operator's state by its uid, so they never
 * change.
 */
public final class OperatorIds {
  // Both jobs.
  public static final String DEAD_LETTER_SINK = "dead-letter-sink";

  // The collector job.
  public static final String BEHAVIORS = "behaviors";
  public static final String CHECK = "check";
  public static final String QUEUE_SINK = "queue-sink";

  // The task job.
  public static final String QUEUE_SOURCE = "queue-source";
  public static final String UNPACK = "unpack";
  public static final String RULES = "rules";
  public static final String RULE_GATE = "rule-gate";
  public static final String TASKS = "tasks";
  public static final String BUDGETS = "budgets";
  public static final String OUTPUT_SINK = "output-sink";
  public static final String RULE_STATUS_SINK = "rule-status-sink";

  private OperatorIds() {}
}
