package io.renwu.model;

/** Which decisions are asked for. */
public enum DecisionLevel {
  OFF,
  /** All that did not count, but for {@link DecisionCode#FILTERED}, of which there are too many. */
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
