package io.renwu.budget;

import static io.renwu.budget.Requests.amount;
import static io.renwu.budget.Requests.completions;
import static io.renwu.budget.Requests.grant;
import static io.renwu.budget.Requests.request;
import static io.renwu.budget.Requests.revoked;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.budget.BudgetDecider.Answer;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Grant;
import io.renwu.model.Grant.Outcome;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the task language says about budgets. */
class BudgetDeciderTest {
  private static final Outcome YES = Outcome.GRANTED;
  private static final Outcome NO = Outcome.BUDGET_EXHAUSTED;

  private final Map<String, BudgetAnswer> memory = new HashMap<>();
  private BudgetState state = BudgetState.empty();

  @Test
  void completionsAreGrantedUpToTheLimit() {
    List<BudgetLine> two = List.of(completions(CalendarUnit.ALWAYS, 0, 2));
    ask(request(two, grant("a", 1, "points", "10")), YES);
    ask(request(two, grant("b", 1, "points", "10")), YES);
    ask(request(two, grant("c", 1, "points", "10")), NO);
  }

  @Test
  void aCompletionOfSeveralRecordsCountsOnce() {
    List<BudgetLine> two = List.of(completions(CalendarUnit.ALWAYS, 0, 2));
    ask(request(two, grant("a", 1, "points", "10"), grant("a", 1, "badge", "1")), YES, YES);
    ask(request(two, grant("b", 1, "points", "10"), grant("b", 1, "badge", "1")), YES, YES);
    ask(request(two, grant("c", 1, "points", "10"), grant("c", 1, "badge", "1")), NO, NO);
  }

  @Test
  void aCompletionWithoutRewardsCounts() {
    List<BudgetLine> one = List.of(completions(CalendarUnit.ALWAYS, 0, 1));
    ask(request(one, grant("a", 1, null, null)), YES);
    ask(request(one, grant("b", 1, null, null)), NO);
  }

  @Test
  void lowerTiersAreNotCountedAsCompletions() {
    List<BudgetLine> one = List.of(completions(CalendarUnit.ALWAYS, 0, 1));
    ask(new BudgetRequest(one, false, false, null, List.of(grant("a", 1, "first", "1"))), YES);
    ask(new BudgetRequest(one, false, false, null, List.of(grant("b", 1, "first", "1"))), YES);
    ask(new BudgetRequest(one, true, false, null, List.of(grant("a", 1, "last", "1"))), YES);
    ask(new BudgetRequest(one, true, false, null, List.of(grant("b", 1, "last", "1"))), NO);
  }

  @Test
  void anAmountIsGrantedWhollyOrNotAtAllAndASmallerOneStillFits() {
    List<BudgetLine> ten = List.of(amount("points", CalendarUnit.ALWAYS, 0, "10"));
    ask(request(ten, grant("a", 1, "points", "6.5")), YES);
    ask(request(ten, grant("b", 1, "points", "4")), NO);
    ask(request(ten, grant("c", 1, "points", "3.5")), YES);
    ask(request(ten, grant("d", 1, "points", "0.01")), NO);
  }

  @Test
  void anAmountBudgetLimitsItsRewardOnly() {
    List<BudgetLine> lines = List.of(amount("points", CalendarUnit.ALWAYS, 0, "0"));
    ask(request(lines, grant("a", 1, "points", "1"), grant("a", 1, "badge", "1")), NO, YES);
  }

  @Test
  void aCompletionIsNotCountedIfAmountBudgetsRefuseAllItsRecords() {
    List<BudgetLine> both =
        List.of(
            completions(CalendarUnit.ALWAYS, 0, 1), amount("points", CalendarUnit.ALWAYS, 0, "5"));
    ask(request(both, grant("a", 1, "points", "6")), NO);
    ask(request(both, grant("b", 1, "points", "5")), YES);
    ask(request(both, grant("c", 1, "points", "0.1")), NO);
  }

  @Test
  void aRefusedCompletionUsesNoAmount() {
    List<BudgetLine> none = List.of(completions(CalendarUnit.ALWAYS, 0, 0));
    List<BudgetLine> both =
        List.of(
            completions(CalendarUnit.ALWAYS, 0, 0), amount("points", CalendarUnit.ALWAYS, 0, "5"));
    ask(request(none, grant("a", 1, "points", "1")), NO);
    ask(request(both, grant("b", 1, "points", "5")), NO);
    assertThat(state.isEmpty()).isTrue();
  }

  @Test
  void aGrantNeedsRoomInAllBudgetsAndUsesAll() {
    BudgetLine day = completions(CalendarUnit.DAY, 1, 1);
    BudgetLine nextDay = completions(CalendarUnit.DAY, 5, 1);
    BudgetLine total = completions(CalendarUnit.ALWAYS, 0, 2);
    ask(request(List.of(day, total), grant("a", 1, "points", "1")), YES);
    ask(request(List.of(day, total), grant("b", 1, "points", "1")), NO);
    ask(request(List.of(nextDay, total), grant("c", 1, "points", "1")), YES);
    ask(request(List.of(completions(CalendarUnit.DAY, 9, 1), total), grant("d", 1, "p", "1")), NO);
  }

  @Test
  void aChangedLimitKeepsTheUsedAmount() {
    ask(
        request(List.of(completions(CalendarUnit.ALWAYS, 0, 2)), grant("a", 1, "points", "1")),
        YES);
    ask(request(List.of(completions(CalendarUnit.ALWAYS, 0, 1)), grant("b", 1, "points", "1")), NO);
    ask(
        request(List.of(completions(CalendarUnit.ALWAYS, 0, 3)), grant("b", 2, "points", "1")),
        YES);
    ask(
        request(List.of(completions(CalendarUnit.ALWAYS, 0, 3)), grant("c", 1, "points", "1")),
        YES);
    ask(request(List.of(completions(CalendarUnit.ALWAYS, 0, 3)), grant("d", 1, "points", "1")), NO);
  }

  @Test
  void aClaimableRewardUsesBudgetWhenItIsClaimed() {
    List<BudgetLine> one = List.of(completions(CalendarUnit.ALWAYS, 0, 1));
    Grant claimable = grant("a", 1, "coupon", "1").with(Outcome.CLAIMABLE);
    ask(request(one, claimable), Outcome.CLAIMABLE);
    assertThat(state.isEmpty()).isTrue();
    ask(request(one, grant("a", 1, "coupon", "1")), YES);
    ask(request(one, grant("b", 1, "coupon", "1")), NO);
  }

  @Test
  void aClaimDoesNotCountItsCompletionAgain() {
    List<BudgetLine> one = List.of(completions(CalendarUnit.ALWAYS, 0, 1));
    Grant claimable = grant("a", 1, "coupon", "1").with(Outcome.CLAIMABLE);
    ask(request(one, grant("a", 1, "points", "1"), claimable), YES, Outcome.CLAIMABLE);
    ask(request(one, grant("a", 1, "coupon", "1")), YES);
  }

  @Test
  void aWithdrawalRefundsTheUnitsThatItsGrantUsed() {
    List<BudgetLine> day =
        List.of(
            completions(CalendarUnit.DAY, 1, 1), amount("points", CalendarUnit.ALWAYS, 0, "10"));
    Grant grant = grant("a", 1, "points", "10");
    ask(request(day, grant), YES);
    ask(request(List.of(), revoked(grant)), YES);
    assertThat(state.isEmpty()).isTrue();
    assertThat(memory).isEmpty();
    ask(request(day, grant("b", 1, "points", "10")), YES);
  }

  @Test
  void aWithdrawalOfARefusedGrantIsMarkedAndRefundsNothing() {
    List<BudgetLine> one = List.of(completions(CalendarUnit.ALWAYS, 0, 1));
    Grant refused = grant("b", 1, "points", "1");
    ask(request(one, grant("a", 1, "points", "1")), YES);
    ask(request(one, refused), NO);
    ask(request(List.of(), revoked(refused)), NO);
    ask(request(one, grant("c", 1, "points", "1")), NO);
  }

  @Test
  void aClosedUnitRefusesEverything() {
    BudgetLine day = completions(CalendarUnit.DAY, 1, 1);
    BudgetLine over = new BudgetLine(day.unit(), day.limit(), day.forgetAt(), true);
    ask(request(List.of(over), grant("a", 1, "points", "1")), NO);
  }

  @Test
  void closedUnitsAreRemovedAndTotalsAreKept() {
    ask(
        request(
            List.of(completions(CalendarUnit.DAY, 1, 9), completions(CalendarUnit.ALWAYS, 0, 9)),
            grant("a", 1, "points", "1")),
        YES);
    assertThat(state.expire(Requests.LATER.minusMillis(1))).isSameAs(state);
    assertThat(state.expire(Requests.LATER).units().keySet())
        .extracting(BudgetUnit::per)
        .containsExactly(CalendarUnit.ALWAYS);
  }

  private void ask(BudgetRequest request, Outcome... expected) {
    Answer answer = BudgetDecider.decide(state, request, memory::get);
    state = answer.state();
    memory.putAll(answer.remembered());
    memory.keySet().removeAll(answer.forgotten());
    assertThat(answer.grants()).extracting(Grant::outcome).isEqualTo(Arrays.asList(expected));
    assertThat(answer.grants())
        .extracting(Grant::grantId)
        .isEqualTo(request.grants().stream().map(Grant::grantId).toList());
  }
}
