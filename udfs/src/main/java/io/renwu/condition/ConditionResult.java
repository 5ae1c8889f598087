package io.renwu.condition;

/** The result of a condition, or of a part of one, for an event. */
public enum ConditionResult {
  TRUE,
  FALSE,
  /** The evaluation ended in an error or in something that is not a bool. */
  FAILED;

  static ConditionResult of(boolean value) {
    return value ? TRUE : FALSE;
  }

  /** The result of CEL's {@code !}. */
  ConditionResult negated() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case FAILED -> FAILED;
    };
  }
}
