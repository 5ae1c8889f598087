package io.renwu.engine;

import static io.renwu.engine.ExpectedGrant.completed;
import static io.renwu.engine.ExpectedGrant.grant;
import static io.renwu.engine.TaskBuilder.decimal;
import static io.renwu.engine.TaskBuilder.reward;
import static io.renwu.engine.TaskBuilder.task;
import static io.renwu.model.DecisionCode.ALREADY_COMPLETED;
import static io.renwu.model.DecisionCode.CANCELLED;
import static io.renwu.model.DecisionCode.CLAIMED;
import static io.renwu.model.DecisionCode.COUNTED;
import static io.renwu.model.DecisionCode.EXPIRED;
import static io.renwu.model.DecisionCode.FILTERED;
import static io.renwu.model.DecisionCode.FREQUENCY_LIMIT;
import static io.renwu.model.DecisionCode.INVALID_FIELD;
import static io.renwu.model.DecisionCode.LIMIT_REACHED;
import static io.renwu.model.DecisionCode.LOCKED;
import static io.renwu.model.DecisionCode.NOTHING_TO_CANCEL;
import static io.renwu.model.DecisionCode.NOTHING_TO_CLAIM;
import static io.renwu.model.DecisionCode.NO_CHANGE;
import static io.renwu.model.DecisionCode.PAUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.model.Aggregation;
import io.renwu.model.Aggregation.Function;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Decision;
import io.renwu.model.DecisionCode;
import io.renwu.model.Event;
import io.renwu.model.FrequencyLimit;
import io.renwu.model.Grant;
import io.renwu.model.Objective;
import io.renwu.model.Reward;
import io.renwu.model.Task;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who judges is judged: the contract's own sentences as examples, each worked out by hand. */
class ContractModelTest {

  private ContractModel model;
  private Instant time = Instant.parse("2026-11-22T12:00:00Z");
  private int events;

  @Test
  void aStreakEndsAtItsLatestUnitAndFreezesAreSpentFromTheLatestGapBackwards() {
    given(task("t").objective(streak(CalendarUnit.DAY, 2, "10")));
    on("2026-11-01").gives(COUNTED).shows("1");
    on("2026-11-02").gives(COUNTED).shows("2");
    on("2026-11-02").gives(NO_CHANGE).shows("2");
    // the 3rd is missed: one freeze
    on("2026-11-04").gives(COUNTED).shows("3");
    // the 5th is missed: the other one
    on("2026-11-06").gives(COUNTED).shows("4");
    // the 7th is missed: both later gaps are covered, the one of the 3rd no more
    on("2026-11-08").gives(COUNTED).shows("3");
    // a late event fills the gap of the 7th: the freezes reach back to the 3rd again
    on("2026-11-07").gives(COUNTED).shows("6");
    on("2026-11-05").gives(COUNTED).shows("7");
    on("2026-11-20").gives(COUNTED).shows("1");
  }

  @Test
  void anEventThatArrivesLateForYesterdayJoinsTwoRuns() {
    given(task("t").objective(streak(CalendarUnit.WEEK, 0, "5")));
    on("2026-11-02").shows("1");
    on("2026-11-16").shows("1");
    on("2026-11-15").gives(COUNTED).shows("3");
  }

  @Test
  void aStreaksUnitsUpToTheLatestInItsSetDoNotCountAgainAfterACompletion() {
    given(task("t").objective(streak(CalendarUnit.DAY, 0, "2")).repeat());
    on("2026-11-03").gives(COUNTED);
    on("2026-11-04").gives(COUNTED).grants(completed(1));
    on("2026-11-02").gives(NO_CHANGE);
    on("2026-11-04").gives(NO_CHANGE);
    on("2026-11-05").gives(COUNTED).shows("1");
    on("2026-11-06").gives(COUNTED).grants(completed(2));
  }

  @Test
  void maxIsTheLargestValueSeen() {
    given(task("t").objective("o", "a", null, Function.MAX, "v", "10"));
    does("a", "v", "7").gives(INVALID_FIELD);
    does("a", "v", -1).gives(NO_CHANGE);
    does("a", "v", 7).gives(COUNTED).shows("7");
    does("a", "v", 7).gives(NO_CHANGE);
    does("a", "v", 12).gives(COUNTED).shows("10").grants(completed(1));
  }

  @Test
  void inASequenceOnlyTheFirstUnfinishedObjectiveAcceptsEventsAndOneEventMovesOneStep() {
    given(task("t").count("o", "a", "1").count("p", "a", "1").count("q", "b", "1").sequence());
    does("b").gives(FILTERED);
    does("a").gives(COUNTED);
    assertThat(decision().after())
        .containsEntry("o", decimal("1"))
        .containsEntry("p", decimal("0"));
    does("b").gives(FILTERED);
    does("a").gives(COUNTED);
    does("b").gives(COUNTED).grants(completed(1));
  }

  @Test
  void atMostSoManyEventsCountInAClockHourWhateverThePeriodsAndRounds() {
    given(task("t").objective(limited(2, CalendarUnit.HOUR)).repeat());
    at("2026-11-22T12:00:00Z").does("a").gives(COUNTED);
    at("2026-11-22T12:30:00Z").does("a").gives(COUNTED);
    at("2026-11-22T12:59:59Z").does("a").gives(FREQUENCY_LIMIT);
    at("2026-11-22T13:00:00Z").does("a").gives(COUNTED);
  }

  @Test
  void theHourThatTheClockRepeatsIsTwo() {
    given(
        task("t")
            .objective(limited(1, CalendarUnit.HOUR))
            .per(CalendarUnit.ALWAYS, "America/New_York", "00:00", "PT0S")
            .repeat());
    at("2026-11-01T05:30:00Z").does("a").gives(COUNTED);
    at("2026-11-01T05:59:00Z").does("a").gives(FREQUENCY_LIMIT);
    at("2026-11-01T06:30:00Z").does("a").gives(COUNTED);
    at("2026-11-01T06:59:00Z").does("a").gives(FREQUENCY_LIMIT);
  }

  @Test
  void aUserLimitIsCheckedPerCompletionAndSurplusBeyondItIsDropped() {
    given(task("t").sum("o", "a", "v", "10").repeat().userLimit(CalendarUnit.DAY, 2).rewards());
    does("a", "v", 12).gives(COUNTED).grants(completed(1)).shows("2");
    does("a", "v", 30).gives(COUNTED).grants(completed(2)).shows("0");
    does("a", "v", 1).gives(LIMIT_REACHED);
    at("2026-11-23T00:00:00Z").does("a", "v", 1).gives(COUNTED).shows("1");
  }

  @Test
  void followUnfollowFollowPaysOnceWithoutClawback() {
    given(task("t").objective(cancellable("1")).rewards(reward("r", "5")));
    does("a", "k", "x").gives(COUNTED).grants(grant("r", "5"));
    does("x", "k", "x").gives(NOTHING_TO_CANCEL);
    does("a", "k", "x").gives(ALREADY_COMPLETED);
  }

  @Test
  void withClawbackTheGrantIsWithdrawnAndEarnedAnewWithTheNextAttempt() {
    given(task("t").objective(cancellable("2")).rewards(reward("r", "5")).clawback());
    does("a", "k", "x");
    does("a", "k", "y").gives(COUNTED).grants(grant("r", "5"));
    String granted = model.grants.get(0).grantId();
    Instant completed = time;
    at("2026-11-22T13:00:00Z").does("x", "k", "y").gives(CANCELLED).shows("1");
    Grant revoked = model.grants.get(0);
    assertThat(revoked.grantId()).isEqualTo(granted);
    assertThat(revoked.revoked()).isTrue();
    assertThat(revoked.time()).isEqualTo(completed);
    assertThat(revoked.eventId()).isEqualTo("e-3");
    assertThat(model.progress.get(0).time()).isEqualTo(completed);
    assertThat(model.progress.get(0).completions()).isZero();
    does("a", "k", "z").gives(COUNTED).grants(grant("r", "5").attempt(2));
  }

  @Test
  void theLatestCountedOfSeveralIsTakenBackInThePeriodOfTheOriginalTime() {
    given(
        task("t")
            .objective(
                new Objective(
                    "o",
                    List.of("a"),
                    null,
                    new Aggregation(Function.SUM, "v"),
                    decimal("100"),
                    null,
                    List.of("x"),
                    "k"))
            .per(CalendarUnit.DAY));
    does("a", "k", "x", "v", 3);
    does("a", "k", "x", "v", 4).shows("7");
    at("2026-11-23T01:00:00Z").does("x", "k", "x").gives(NOTHING_TO_CANCEL);
    does("x", "k", "x", "originalTime", "2026-11-22T20:00:00+08:00").gives(CANCELLED).shows("3");
    assertThat(decision().period()).isEqualTo("2026-11-22");
    does("x", "originalTime", "2026-11-22T20:00:00+08:00").gives(NOTHING_TO_CANCEL);
  }

  @Test
  void whatIsCarriedOverFromAFinishedRoundCannotBeCancelled() {
    given(
        task("t")
            .objective(
                new Objective(
                    "o",
                    List.of("a"),
                    null,
                    new Aggregation(Function.SUM, "v"),
                    decimal("10"),
                    null,
                    List.of("x"),
                    "k"))
            .repeat());
    does("a", "k", "x", "v", 15).grants(completed(1)).shows("5");
    does("x", "k", "x").gives(NOTHING_TO_CANCEL);
    does("a", "k", "y", "v", 2).shows("7");
    does("x", "k", "y").gives(CANCELLED).shows("5");
  }

  @Test
  void withClawbackTiersAreWithdrawnLastFirst() {
    given(
        task("t")
            .objective(cancellable("3"))
            .tier("2", reward("low", "1"))
            .tier("3", reward("high", "1"))
            .clawback());
    does("a", "k", "x");
    does("a", "k", "x").grants(grant("low", "1").tier(1));
    does("a", "k", "x").grants(grant("high", "1").tier(2));
    does("x", "k", "x").gives(CANCELLED).grants(grant("high", "1").tier(2));
    does("x", "k", "x").gives(CANCELLED).grants(grant("low", "1").tier(1));
    does("a", "k", "x").gives(COUNTED).grants(grant("low", "1").tier(1).attempt(2));
  }

  @Test
  void aRewardToBeClaimedIsClaimableUntilItIsClaimedOrExpired() {
    given(task("t").count("o", "a", "1").repeat().rewards(claimable("r", Duration.ofHours(2))));
    does("claim", "taskId", "t").gives(NOTHING_TO_CLAIM);
    does("a").gives(COUNTED);
    assertThat(model.grants.get(0).outcome()).isEqualTo(Grant.Outcome.CLAIMABLE);
    at("2026-11-22T14:00:00Z")
        .does("claim", "taskId", "t", "rewardId", "s")
        .gives(NOTHING_TO_CLAIM);
    does("claim", "taskId", "t", "period", "-").gives(CLAIMED).grants(grant("r", "5"));
    assertThat(model.grants.get(0).outcome()).isEqualTo(Grant.Outcome.GRANTED);
    assertThat(model.grants.get(0).time()).isEqualTo(Instant.parse("2026-11-22T12:00:00Z"));
    does("claim", "taskId", "t").gives(NOTHING_TO_CLAIM);
    does("a").gives(COUNTED);
    at("2026-11-22T16:00:01Z").does("claim", "taskId", "t").gives(EXPIRED).grants();
    does("claim", "taskId", "other").gives(NOTHING_TO_CLAIM);
    assertThat(decision().taskId()).isNull();
  }

  @Test
  void aShadowLivesInAWorldOfItsOwnAndUnlocksNothing() {
    given(
        task("t").count("o", "a", "1").status(Task.Status.SHADOW),
        task("t").version(2).count("o", "a", "1").effectiveAt("2026-11-23T00:00:00Z"),
        task("u").count("o", "b", "1").after("t"));
    does("a").gives(COUNTED);
    assertThat(model.grants.get(0).shadow()).isTrue();
    assertThat(model.progress.get(0).key()).isEqualTo("u-7/t/-/shadow");
    does("b").gives(LOCKED);
    at("2026-11-23T00:00:00Z").does("a").gives(COUNTED);
    assertThat(model.grants.get(0).shadow()).isFalse();
    does("b").gives(COUNTED);
  }

  @Test
  void anEventThatTwoTasksNameIsDecidedInTheOrderOfTheirIdsAndUnlocksNothingOfItself() {
    given(task("b").count("o", "a", "1").after("a"), task("a").count("o", "a", "1"));
    does("a").gives(COUNTED, LOCKED);
    does("a").gives(ALREADY_COMPLETED, COUNTED);
  }

  @Test
  void theNextPeriodKeepsTheOldVersionForAPeriodWithProgress() {
    given(
        task("t").count("o", "a", "3").per(CalendarUnit.DAY),
        task("t")
            .version(2)
            .count("o", "a", "2")
            .per(CalendarUnit.DAY)
            .effectiveAt("2026-11-22T13:00:00Z")
            .inFlight(Task.InFlight.NEXT_PERIOD));
    does("a").shows("1");
    at("2026-11-22T13:00:00Z").does("a").gives(COUNTED).shows("2").grants();
    assertThat(decision().version()).isEqualTo(1);
    does("a").grants(completed(1));
    at("2026-11-23T00:00:00Z").does("a").shows("1");
    assertThat(decision().version()).isEqualTo(2);
  }

  @Test
  void withoutPeriodsTheOldVersionIsKeptUntilCompleted() {
    given(
        task("t").count("o", "a", "2").repeat(),
        task("t")
            .version(2)
            .count("o", "a", "3")
            .repeat()
            .effectiveAt("2026-11-22T13:00:00Z")
            .inFlight(Task.InFlight.NEXT_PERIOD));
    does("a").shows("1");
    at("2026-11-22T13:00:00Z").does("a").grants(completed(1));
    assertThat(decision().version()).isEqualTo(1);
    does("a").shows("1");
    assertThat(decision().version()).isEqualTo(2);
  }

  @Test
  void aResetStartsFromZeroAndKeepsCompletionsCounted() {
    given(
        task("t").distinct("o", "a", "v", "2").repeat(2),
        task("t")
            .version(2)
            .distinct("o", "a", "v", "2")
            .repeat(2)
            .effectiveAt("2026-11-22T13:00:00Z")
            .inFlight(Task.InFlight.RESET));
    does("a", "v", "x");
    does("a", "v", "y").grants(completed(1));
    does("a", "v", "z").shows("1");
    at("2026-11-22T13:00:00Z").does("a", "v", "x").gives(COUNTED).shows("1");
    does("a", "v", "z").gives(COUNTED).grants(completed(2));
    does("a", "v", "w").gives(ALREADY_COMPLETED);
  }

  @Test
  void aLoweredTargetTakesEffectAtTheNextEvent() {
    given(
        task("t").count("o", "a", "3"),
        task("t").version(2).count("o", "a", "1").effectiveAt("2026-11-22T13:00:00Z"));
    does("a").shows("1");
    at("2026-11-22T13:00:00Z").does("a").gives(COUNTED).grants(completed(1)).shows("1");
  }

  @Test
  void pausedKeepsProgressAndStopsCancelEventsToo() {
    given(
        task("t").objective(cancellable("3")),
        task("t")
            .version(2)
            .objective(cancellable("3"))
            .status(Task.Status.PAUSED)
            .effectiveAt("2026-11-22T13:00:00Z"),
        task("t").version(3).objective(cancellable("3")).effectiveAt("2026-11-22T14:00:00Z"));
    does("a", "k", "x").shows("1");
    at("2026-11-22T13:00:00Z").does("a", "k", "y").gives(PAUSED).shows("1");
    does("x", "k", "x").gives(PAUSED);
    at("2026-11-22T14:00:00Z").does("x", "k", "x").gives(CANCELLED).shows("0");
  }

  private static Objective streak(CalendarUnit unit, int freezes, String target) {
    Aggregation aggregation = new Aggregation(Function.STREAK, null, unit, freezes);
    return TaskBuilder.objective("o", "a", null, aggregation, decimal(target));
  }

  private static Objective limited(int limit, CalendarUnit per) {
    return new Objective(
        "o",
        List.of("a"),
        null,
        new Aggregation(Function.COUNT, null),
        decimal("1"),
        new FrequencyLimit(limit, per),
        List.of(),
        null);
  }

  /** Counts {@code a}; an {@code x} with the same {@code k} takes it back. */
  private static Objective cancellable(String target) {
    return new Objective(
        "o",
        List.of("a"),
        null,
        new Aggregation(Function.COUNT, null),
        decimal(target),
        null,
        List.of("x"),
        "k");
  }

  private static Reward claimable(String id, Duration within) {
    return new Reward(id, "POINTS", decimal("5"), Reward.Delivery.CLAIM, within, Map.of());
  }

  private void given(TaskBuilder... tasks) {
    model =
        new ContractModel(
            Stream.of(tasks).map(TaskBuilder::build).toList(),
            Duration.ofHours(24),
            Duration.ofDays(90),
            Map.of());
  }

  private ContractModelTest on(String day) {
    return at(day + "T12:00:00Z").does("a");
  }

  private ContractModelTest at(String instant) {
    time = Instant.parse(instant);
    return this;
  }

  /** An event, with attributes as name, value, name, value … */
  private ContractModelTest does(String behavior, Object... attributes) {
    Map<String, Object> map = new HashMap<>();
    for (int i = 0; i < attributes.length; i += 2) {
      Object value = attributes[i + 1];
      map.put(
          (String) attributes[i],
          value instanceof Integer number ? BigDecimal.valueOf(number) : value);
    }
    events++;
    model.take(new Event("e-" + events, "u-7", behavior, time, null, map, time));
    return this;
  }

  private ContractModelTest gives(DecisionCode... codes) {
    assertThat(model.decisions).extracting(Decision::decision).containsExactly(codes);
    return this;
  }

  private ContractModelTest shows(String progress) {
    assertThat(decision().after()).isEqualTo(Map.of("o", decimal(progress)));
    return this;
  }

  /** Whatever the period. */
  private ContractModelTest grants(ExpectedGrant... grants) {
    assertThat(model.grants).map(grant -> ExpectedGrant.of(grant).in("-")).containsExactly(grants);
    return this;
  }

  private Decision decision() {
    assertThat(model.decisions).hasSize(1);
    return model.decisions.get(0);
  }
}
