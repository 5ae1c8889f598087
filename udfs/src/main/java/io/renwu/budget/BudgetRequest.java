package io.renwu.budget;

import io.renwu.model.Grant;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records that one event makes due, or withdraws, for one completion or tier of one user. It
 * holds all of them, so that a completion is counted once.
 *
 * @param lines the budgets in force; without meaning for a withdrawal, which gives back to where
 *     was taken from
 * @param completes whether the records are those of a completion itself, not of a lower tier
 * @param remembered whether more may follow for the same completion or tier: a claim, a withdrawal
 * @param forgetAt from this time of receipt on nothing can follow; null for never, and without
 *     meaning where nothing is remembered
 * @param grants at least one, all of one user, period, completion, tier and attempt, all withdrawn
 *     or none
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

  /** The counters' key: the task, and its shadow apart. */
  public String key() {
    Grant grant = grants.get(0);
    return grant.taskId() + (grant.shadow() ? "/shadow" : "");
  }

  boolean isWithdrawal() {
    return grants.get(0).revoked();
  }

  /** Under what a completion's own use is remembered. */
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

  /** Under what a record is remembered. */
  static String grantKey(Grant grant) {
    return "g/" + grant.grantId();
  }
}
