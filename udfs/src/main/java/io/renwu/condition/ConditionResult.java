package io.renwu.condition;

/** What a condition, or a part of one, says of an event. */
public enum ConditionResult {
  TRUE,
  FALSE,
  /** The evaluation ended in an error or in something that is not a bool. */
  FAILED;

  static ConditionResult of(boolean value) {
    return value ? TRUE : FALSE;
  }

  /** What CEL's {@code !} makes of it. */
  ConditionResult negated() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case FAILED -> FAILED;
    };
  }
}
