package io.renwu.reconcile;

import io.renwu.model.Grant;
import io.renwu.model.Progress;
import java.math.BigDecimal;
import java.util.List;

/** Copies grants and progress with changes. */
final class Grants {
  private Grants() {}

  static Grant with(Grant grant, String grantId, BigDecimal amount) {
    return grant.but().grantId(grantId).reward(grant.type(), amount, grant.attributes()).build();
  }

  static Progress progress(
      Progress like,
      String userId,
      List<Progress.ObjectiveProgress> objectives,
      long completions,
      Progress.Status status) {
    return Progress.of(userId, like.task())
        .periodEnd(like.periodEnd())
        .objectives(objectives)
        .completions(completions)
        .status(status)
        .time(like.time())
        .build();
  }
}
