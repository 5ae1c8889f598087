package io.renwu.reconcile;

import io.renwu.model.Grant;
import java.util.Arrays;
import java.util.List;

/** The status that a grant record states. The records of one grant differ in it. */
public enum GrantStatus {
  GRANTED,
  CLAIMABLE,
  BUDGET_EXHAUSTED,
  REVOKED;

  /** The status of a record. */
  public static GrantStatus of(Grant grant) {
    if (grant.revoked()) {
      return REVOKED;
    }
    return switch (grant.outcome()) {
      case GRANTED -> GRANTED;
      case CLAIMABLE -> CLAIMABLE;
      case BUDGET_EXHAUSTED -> BUDGET_EXHAUSTED;
    };
  }

  /**
   * The statuses that a grant can have instead of this one. A withdrawal is a further record, so it
   * replaces none.
   */
  List<GrantStatus> alternatives() {
    return this == REVOKED
        ? List.of()
        : Arrays.stream(values()).filter(s -> s != this && s != REVOKED).toList();
  }
}
