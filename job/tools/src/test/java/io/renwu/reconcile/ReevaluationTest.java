package io.renwu.reconcile;

import static io.renwu.reconcile.FaultlessSystem.DAY;
import static io.renwu.reconcile.FaultlessSystem.WINDOW;
import static io.renwu.reconcile.FaultlessSystem.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.model.Grant;
import io.renwu.model.Progress;
import io.renwu.reconcile.Difference.Kind;
import io.renwu.reconcile.FaultlessSystem.Verdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReevaluationTest {
  private static final String COMMENTS =
      "{\"taskId\":\"comments\",\"version\":1,\"objectives\":[{\"id\":\"c\","
          + "\"behaviors\":[\"comment\"],\"cancelBehaviors\":[\"comment-deleted\"],"
          + "\"cancelKey\":\"k\",\"target\":2}],\"period\":{\"unit\":\"DAY\"},"
          + "\"clawback\":\"FULL\",\"rewards\":[{\"rewardId\":\"points\",\"type\":\"POINTS\","
          + "\"amount\":10}]}";
  private static final String LOGIN =
      "{\"taskId\":\"login\",\"version\":1,\"objectives\":[{\"id\":\"l\","
          + "\"behaviors\":[\"login\"],\"target\":1}],\"period\":{\"unit\":\"DAY\"},"
          + "\"preconditions\":[\"comments\"],"
          + "\"rewards\":[{\"rewardId\":\"a\",\"type\":\"POINTS\",\"amount\":1},"
          + "{\"rewardId\":\"b\",\"type\":\"BADGE\"}]}";

  private static Instant at(int minutes) {
    return DAY.plus(Duration.ofMinutes(minutes));
  }

  private static FaultlessSystem comment(FaultlessSystem to, String user, int minutes) {
    String id = user + "-" + minutes;
    return to.event(id, user, "comment", at(minutes), "{\"k\":\"" + id + "\"}");
  }

  private static FaultlessSystem twoUsers() {
    FaultlessSystem system = new FaultlessSystem().task(COMMENTS);
    for (String user : List.of("ann", "bob")) {
      comment(comment(system, user, 1), user, 2);
    }
    return comment(system, "cid", 3);
  }

  @Test
  void aSystemWithoutFaultsHasNoDifferences() throws IOException {
    FaultlessSystem system = twoUsers();
    Verdict verdict = system.reconcile(WINDOW, system.grants(), system.progress());
    assertThat(verdict.counts()).isEmpty();
    assertThat(system.grants()).hasSize(2);
    assertThat(system.progress()).hasSize(3);
  }

  @Test
  void aMissingGrantIsListed() throws IOException {
    FaultlessSystem system = twoUsers();
    List<Grant> grants = system.grants();
    Verdict verdict = system.reconcile(WINDOW, grants.subList(1, 2), system.progress());
    assertThat(verdict.counts()).isEqualTo(Map.of(Kind.MISSING_GRANT, 1L));
    assertThat(verdict.missing()).isEqualTo(grants.subList(0, 1));
    assertThat(verdict.differences().first().get(0).userId()).isEqualTo("ann");
  }

  @Test
  void duplicateAndUnexpectedGrantsAreFound() throws IOException {
    FaultlessSystem system = twoUsers();
    List<Grant> grants = new ArrayList<>(system.grants());
    grants.add(grants.get(0));
    Grant stranger = Grants.with(grants.get(0), "stranger", grants.get(0).amount());
    grants.add(stranger);
    Verdict verdict = system.reconcile(WINDOW, grants, system.progress());
    assertThat(verdict.counts())
        .isEqualTo(Map.of(Kind.DUPLICATE_GRANT, 1L, Kind.UNEXPECTED_GRANT, 1L));
    assertThat(verdict.missing()).isEmpty();
  }

  @Test
  void anotherAmountIsAltered() throws IOException {
    FaultlessSystem system = twoUsers();
    List<Grant> grants = new ArrayList<>(system.grants());
    Grant first = grants.get(0);
    grants.set(0, Grants.with(first, first.grantId(), BigDecimal.valueOf(1000)));
    Verdict verdict = system.reconcile(WINDOW, grants, system.progress());
    assertThat(verdict.counts()).isEqualTo(Map.of(Kind.ALTERED_GRANT, 1L));
    assertThat(verdict.differences().first().get(0).detail())
        .isEqualTo("amount is 1000, expected 10");
    assertThat(verdict.missing()).isEmpty();
  }

  @Test
  void anotherOutcomeIsAlteredAndNotMissing() throws IOException {
    FaultlessSystem system = twoUsers();
    List<Grant> grants = new ArrayList<>(system.grants());
    grants.set(0, grants.get(0).with(Grant.Outcome.BUDGET_EXHAUSTED));
    Verdict verdict = system.reconcile(WINDOW, grants, system.progress());
    assertThat(verdict.counts()).isEqualTo(Map.of(Kind.ALTERED_GRANT, 1L));
    assertThat(verdict.differences().first().get(0).detail())
        .isEqualTo("found BUDGET_EXHAUSTED, expected GRANTED");
    assertThat(verdict.missing()).isEmpty();
  }

  @Test
  void aMissingWithdrawalIsListedAfterItsGrant() throws IOException {
    FaultlessSystem system = twoUsers();
    system.event("gone", "ann", "comment-deleted", at(9), "{\"k\":\"ann-1\"}");
    List<Grant> grants = system.grants();
    assertThat(grants).hasSize(3);
    assertThat(grants.get(2).revoked()).isTrue();
    Verdict none = system.reconcile(WINDOW, List.of(), system.progress());
    assertThat(none.missing()).isEqualTo(grants);
    Verdict without = system.reconcile(WINDOW, grants.subList(0, 2), system.progress());
    assertThat(without.missing()).isEqualTo(grants.subList(2, 3));
  }

  @Test
  void grantsOfUnreadEventsArePending() throws IOException {
    FaultlessSystem system = twoUsers();
    Verdict verdict = system.reconcile(WINDOW, List.of(), system.progress(), 3);
    assertThat(verdict.missing()).extracting(Grant::userId).containsExactly("ann");
    assertThat(verdict.pending()).isEqualTo(1);
  }

  @Test
  void progressThatDiffersIsFound() throws IOException {
    FaultlessSystem system = twoUsers();
    Map<String, Progress> progress = new HashMap<>(system.progress());
    Progress ann = progress.remove("ann/comments/2026-11-22");
    Progress bob = progress.get("bob/comments/2026-11-22");
    Progress cid = progress.get("cid/comments/2026-11-22");
    progress.put(
        bob.key(), Grants.progress(bob, "bob", cid.objectives(), cid.completions(), cid.status()));
    Progress dan = Grants.progress(ann, "dan", ann.objectives(), ann.completions(), ann.status());
    progress.put(dan.key(), dan);
    Verdict verdict = system.reconcile(WINDOW, system.grants(), progress);
    assertThat(verdict.counts())
        .isEqualTo(
            Map.of(
                Kind.MISSING_PROGRESS, 1L,
                Kind.ALTERED_PROGRESS, 1L,
                Kind.UNEXPECTED_PROGRESS, 1L));
    assertThat(verdict.differences().first())
        .anySatisfy(
            difference ->
                assertThat(difference.detail())
                    .isEqualTo(
                        "found c 1 of 2, completions 0, IN_PROGRESS,"
                            + " expected c 2 of 2, completions 1, COMPLETED"));
  }

  @Test
  void objectivesOfACompletedPeriodAreNotCompared() throws IOException {
    FaultlessSystem system = twoUsers();
    Map<String, Progress> progress = new HashMap<>(system.progress());
    Progress ann = progress.get("ann/comments/2026-11-22");
    Progress cid = progress.get("cid/comments/2026-11-22");
    progress.put(
        ann.key(), Grants.progress(ann, "ann", cid.objectives(), ann.completions(), ann.status()));
    assertThat(system.reconcile(WINDOW, system.grants(), progress).counts()).isEmpty();
  }

  @Test
  void progressOfAnEndedPeriodMayBeMissing() throws IOException {
    FaultlessSystem system = twoUsers();
    Map<String, Progress> progress = new HashMap<>(system.progress());
    String ann = "ann/comments/2026-11-22";
    progress.put(ann, null);
    assertThat(system.reconcile(WINDOW, system.grants(), progress).counts()).isEmpty();
    progress.remove(ann);
    assertThat(system.reconcile(WINDOW, system.grants(), progress).counts())
        .isEqualTo(Map.of(Kind.MISSING_PROGRESS, 1L));
    comment(system, "cid", 60 * 48 - 1);
    assertThat(system.reconcile(WINDOW, system.grants(), progress).counts())
        .isEqualTo(Map.of(Kind.MISSING_PROGRESS, 1L));
    comment(system, "cid", 60 * 48);
    assertThat(system.reconcile(WINDOW, system.grants(), progress).counts()).isEmpty();
  }

  @Test
  void progressAfterTheWindowIsNotPending() throws IOException {
    FaultlessSystem system = twoUsers();
    Map<String, Progress> before = system.progress();
    comment(system, "cid", 9);
    Verdict verdict =
        system.reconcile(window(at(0), at(5)), system.grants().subList(0, 2), before, 5);
    assertThat(verdict.counts()).isEmpty();
    assertThat(verdict.pendingProgress()).isZero();
    assertThat(system.reconcile(WINDOW, system.grants(), before, 5).pendingProgress()).isEqualTo(1);
  }

  @Test
  void theWindowContainsItsBeginAndNotItsEnd() throws IOException {
    FaultlessSystem system = twoUsers();
    Verdict from = system.reconcile(window(at(2), at(3)), List.of(), Map.of());
    assertThat(from.missing()).hasSize(2);
    Verdict to = system.reconcile(window(at(1), at(2)), List.of(), Map.of());
    assertThat(to.missing()).isEmpty();
    TimeWindow annOnly = new TimeWindow(at(0), at(9), Set.of("comments"), Set.of("ann"));
    assertThat(system.reconcile(annOnly, List.of(), Map.of()).missing())
        .extracting(Grant::userId)
        .containsExactly("ann");
    TimeWindow otherTask = new TimeWindow(at(0), at(9), Set.of("login"), Set.of());
    assertThat(system.reconcile(otherTask, List.of(), Map.of()).counts()).isEmpty();
    assertThatThrownBy(() -> window(at(1), at(1))).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void exactlyTheRemovedGrantsAreMissing() throws IOException {
    long seed = System.nanoTime();
    System.out.println("ReevaluationTest seed " + seed);
    Random random = new Random(seed);
    FaultlessSystem system = new FaultlessSystem().task(COMMENTS).task(LOGIN);
    for (int i = 0; i < 3_000; i++) {
      String user = "u" + random.nextInt(40);
      String key = "{\"k\":\"" + random.nextInt(30) + "\"}";
      int kind = random.nextInt(10);
      String behavior = kind < 6 ? "comment" : kind < 8 ? "login" : "comment-deleted";
      system.event("e" + i, user, behavior, at(i), key);
    }
    List<Grant> all = system.grants();
    List<Grant> kept = new ArrayList<>();
    List<Grant> removed = new ArrayList<>();
    all.forEach(grant -> (random.nextInt(4) == 0 ? removed : kept).add(grant));
    TimeWindow whole = window(DAY, DAY.plus(Duration.ofDays(30)));
    Verdict verdict = system.reconcile(whole, kept, system.progress());
    assertThat(removed).as("seed %s", seed).isNotEmpty();
    assertThat(verdict.missing()).as("seed %s", seed).isEqualTo(removed);
    assertThat(verdict.differences().total()).as("seed %s", seed).isEqualTo(removed.size());
    kept.addAll(verdict.missing());
    assertThat(system.reconcile(whole, kept, system.progress()).counts())
        .as("seed %s", seed)
        .isEmpty();
  }
}
