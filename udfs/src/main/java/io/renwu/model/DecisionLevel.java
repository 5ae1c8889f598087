package io.renwu.model;

/** Which decisions are written. */
public enum DecisionLevel {
  OFF,
  /**
   * All but {@link DecisionCode#COUNTED} and {@link DecisionCode#FILTERED}, which is too frequent.
   */
  REJECTED,
  ALL;

  /** Whether a decision of this code is written. */
  public boolean includes(DecisionCode code) {
    return switch (this) {
      case OFF -> false;
      case REJECTED -> code != DecisionCode.COUNTED && code != DecisionCode.FILTERED;
      case ALL -> true;
    };
  }
}
