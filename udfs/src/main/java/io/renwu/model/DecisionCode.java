package io.renwu.model;

/**
 * The result of one event for one task. Constants up to {@link #COUNTED} are checked in this order;
 * the first that applies is the decision.
 */
public enum DecisionCode {
  /** The same user sent the same event id before; reported once per event, without a task. */
  DUPLICATE,
  /** The governing version is paused. */
  PAUSED,
  /** The event's time lies outside the schedule. */
  OUT_OF_SCHEDULE,
  /** The audience's filter is false or failed, or the rollout excludes the user. */
  NOT_IN_AUDIENCE,
  /** A precondition is missing. */
  LOCKED,
  /** Received after the end of its period and the allowed lateness. */
  LATE,
  /** The recurrence allows no further completion. */
  ALREADY_COMPLETED,
  /** A limit of the user is used up for the unit that holds the event's time. */
  LIMIT_REACHED,
  /** No objective for this behaviour has a true filter. */
  FILTERED,
  /** The aggregation's field is absent or has the wrong type. */
  INVALID_FIELD,
  /** The objective is at its target already, or the value adds nothing. */
  NO_CHANGE,
  /** The objective's frequency limit is reached for the calendar unit. */
  FREQUENCY_LIMIT,
  /** At least one objective changed, or a lowered target completed the task. */
  COUNTED,
  /** What an earlier event added was subtracted. */
  CANCELLED,
  /** A cancel event matches no counted event that can still be cancelled. */
  NOTHING_TO_CANCEL,
  /** A claim granted at least one reward. */
  CLAIMED,
  /** A claim came after its rewards' time to claim. */
  EXPIRED,
  /** A claim matches no claimable reward. */
  NOTHING_TO_CLAIM
}
