package io.renwu.engine;

import io.renwu.engine.HistoryModel.Award;
import io.renwu.engine.PeriodModel.Place;
import io.renwu.model.DecisionCode;
import io.renwu.model.Event;
import io.renwu.model.Grant;
import io.renwu.model.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a claim makes due. */
final class ClaimModel {
  private final HistoryModel history;
  private final Duration memoryHorizon;

  ClaimModel(HistoryModel history, Duration memoryHorizon) {
    this.history = history;
    this.memoryHorizon = memoryHorizon;
  }

  /** A claim's decision and the grants that become due. */
  record Answer(DecisionCode code, List<Grant> grants) {}

  /**
   * "The user claims it with an event on behavior.claim whose attributes are taskId, optional
   * rewardId and optional period; the grants that become due are emitted with GRANTED. After
   * claimWithin (from the completing event's time to the claim's time) it is EXPIRED."
   */
  Answer claim(Task governing, Event claim) {
    Place world =
        new Place(governing.taskId(), governing.status() == Task.Status.SHADOW, "any period");
    List<Award> waiting =
        history.awards.stream()
            .filter(a -> a.waits() && HistoryModel.sameWorld(a.place, world))
            .filter(a -> fits(claim.attributes().get("rewardId"), a.grant.rewardId()))
            .filter(a -> fits(claim.attributes().get("period"), a.grant.period()))
            .filter(a -> !forgotten(a, claim))
            .sorted(
                Comparator.comparing((Award a) -> a.grant.period())
                    .thenComparing(a -> a.grant.completion())
                    .thenComparing(a -> a.grant.tier() == null ? 0 : a.grant.tier()))
            .toList();
    List<Grant> due = new ArrayList<>();
    for (Award award : waiting) {
      if (!expired(award, claim)) {
        award.claimed = true;
        due.add(CompletionModel.changed(award.grant, Grant.Outcome.GRANTED, false, claim));
      }
    }
    if (!due.isEmpty()) {
      return new Answer(DecisionCode.CLAIMED, due);
    }
    return new Answer(
        waiting.isEmpty() ? DecisionCode.NOTHING_TO_CLAIM : DecisionCode.EXPIRED, due);
  }

  private static boolean fits(Object wanted, String found) {
    return wanted == null || wanted.equals(found);
  }

  private static boolean expired(Award award, Event claim) {
    Duration within = award.reward.claimWithin();
    return within != null && claim.time().isAfter(award.grant.time().plus(within));
  }

  private boolean forgotten(Award award, Event claim) {
    Duration within = award.reward.claimWithin();
    return within != null
        && claim.receivedAt().isAfter(award.grant.time().plus(within).plus(memoryHorizon));
  }
}
