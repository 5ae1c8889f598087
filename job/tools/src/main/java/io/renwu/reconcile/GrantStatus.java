package io.renwu.reconcile;

import io.renwu.model.Grant;
import java.util.Arrays;
import java.util.List;

/** What a grant record says; the records of one grant differ in it. */
public enum GrantStatus {
  GRANTED,
  CLAIMABLE,
  BUDGET_EXHAUSTED,
  REVOKED;

  /** What a record says. */
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
   * What may stand in this one's place; a withdrawal stands beside, not in the place of another.
   */
  List<GrantStatus> others() {
    return this == REVOKED
        ? List.of()
        : Arrays.stream(values()).filter(s -> s != this && s != REVOKED).toList();
  }
}
