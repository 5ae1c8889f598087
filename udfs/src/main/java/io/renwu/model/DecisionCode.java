package io.renwu.model;

/**
 * What became of one event for one task. The constants up to {@link #COUNTED} stand in the order in
 * which they are looked at: the first that applies is the decision.
 */
public enum DecisionCode {
  /** The same user sent the same event id before; given once, without a task. */
  DUPLICATE,
  /** The governing version is paused. */
  PAUSED,
  /** The event's time lies outside the schedule. */
  OUT_OF_SCHEDULE,
  /** The audience's filter is false or failed, or the rollout leaves the user out. */
  NOT_IN_AUDIENCE,
  /** A precondition is missing. */
  LOCKED,
  /** Received after the end of its period and the allowed lateness. */
  LATE,
  /** The recurrence leaves nothing to do. */
  ALREADY_COMPLETED,
  /** A limit of the user is used up for the unit that holds the event's time. */
  LIMIT_REACHED,
  /** No objective for this behaviour has a true filter. */
  FILTERED,
  /** The aggregation's field is absent or of the wrong type. */
  INVALID_FIELD,
  /** The objective is at its target already, or the value adds nothing. */
  NO_CHANGE,
  /** As many events as may count for the objective have counted in the calendar unit. */
  FREQUENCY_LIMIT,
  /** At least one objective changed, or the task was completed by a target that was lowered. */
  COUNTED,
  /** What an earlier event added was taken back. */
  CANCELLED,
  /** A cancel event names nothing that was counted and can still be taken back. */
  NOTHING_TO_CANCEL,
  /** A claim made at least one reward due. */
  CLAIMED,
  /** A claim came after the time within which its rewards had to be claimed. */
  EXPIRED,
  /** A claim names nothing that the user could claim. */
  NOTHING_TO_CLAIM
}
