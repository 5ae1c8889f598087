package io.renwu.budget;

import io.renwu.model.Grant;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All grants that one event makes or withdraws for one completion or tier of one user. They are
 * decided together, so that a completion is counted once.
 *
 * @param lines the budgets in force; ignored by a withdrawal, which returns amounts to the units
 *     they came from
 * @param completes whether the grants are those of a completion, not of a lower tier
 * @param remembered whether a claim or withdrawal of the same completion or tier may follow
 * @param forgetAt the receipt time from which none can follow; null for never; ignored unless
 *     {@code remembered}
 * @param grants at least one, all of one user, period, completion, tier and attempt, either all
 *     withdrawn or none
 */
public record BudgetRequest(
    List<BudgetLine> lines,
    boolean completes,
    boolean remembered,
    @Nullable Instant forgetAt,
    List<Grant> grants) {

  public BudgetRequest {
    lines = List.copyOf(lines);
    grants = List.copyOf(grants);
  }

  /** The key of the counters: the task or its shadow. */
  public String key() {
    Grant grant = grants.get(0);
    return grant.taskId() + (grant.shadow() ? "/shadow" : "");
  }

  boolean isWithdrawal() {
    return grants.get(0).revoked();
  }

  /** The key of a completion's stored answer. */
  String completionKey() {
    Grant grant = grants.get(0);
    return "c/"
        + grant.period()
        + "/"
        + grant.completion()
        + "/"
        + grant.key().attempt()
        + "/"
        + grant.userId();
  }

  /** The key of a grant's stored answer. */
  static String grantKey(Grant grant) {
    return "g/" + grant.grantId();
  }
}
