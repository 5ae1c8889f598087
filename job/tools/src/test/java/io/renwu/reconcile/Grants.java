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
    return new Progress(
        userId, like.task(), like.periodEnd(), objectives, completions, status, like.time());
  }
}
