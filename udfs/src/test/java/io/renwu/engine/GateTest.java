package io.renwu.engine;

import static io.renwu.engine.ExpectedGrant.completed;
import static io.renwu.engine.TaskBuilder.task;
import static io.renwu.model.DecisionCode.ALREADY_COMPLETED;
import static io.renwu.model.DecisionCode.COUNTED;
import static io.renwu.model.DecisionCode.DUPLICATE;
import static io.renwu.model.DecisionCode.FILTERED;
import static io.renwu.model.DecisionCode.LATE;
import static io.renwu.model.DecisionCode.LOCKED;
import static io.renwu.model.DecisionCode.NOT_IN_AUDIENCE;
import static io.renwu.model.DecisionCode.OUT_OF_SCHEDULE;
import static io.renwu.model.DecisionCode.PAUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.model.CalendarUnit;
import io.renwu.model.Decision;
import io.renwu.model.DecisionCode;
import io.renwu.model.Task.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether an event is looked at, and offered to a task's objectives: the steps 1 to 8. */
class GateTest {

  @Test
  void anEventThatNoTaskNamesLeavesNoTrace() {
    Journey journey = Journey.with(task("t").count("o", "comment", "3")).does("login");
    assertThat(journey.outcome().decisions()).isEmpty();
    assertThat(journey.state().isEmpty()).isTrue();
  }

  @Test
  void anEventThatNoTaskNamesIsNoDuplicateLater() {
    Journey.with(task("t").count("o", "comment", "3"))
        .sends("e", "login")
        .sends("e", "comment")
        .gives(COUNTED);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T12:00:00Z, DUPLICATE",
    "2026-11-22T11:00:00Z, DUPLICATE",
    "2026-11-23T11:59:59.999Z, DUPLICATE",
    "2026-11-23T12:00:00Z, COUNTED",
  })
  void aSecondEventWithinTheHorizonIsADuplicate(String received, DecisionCode code) {
    Journey.with(task("t").count("o", "comment", "3"))
        .at("2026-11-22T10:00:00Z", "2026-11-22T12:00:00Z")
        .sends("e", "comment")
        .at("2026-11-22T10:00:00Z", received)
        .sends("e", "comment")
        .gives(code);
  }

  @Test
  void aDuplicateIsOneDecisionWithoutATask() {
    Journey journey =
        Journey.with(task("a").count("o", "comment", "3"), task("b").count("o", "comment", "3"))
            .sends("e", "comment")
            .gives(COUNTED, COUNTED)
            .sends("e", "comment")
            .gives(DUPLICATE);
    Decision decision = journey.decision();
    assertThat(decision.taskId()).isNull();
    assertThat(decision.version()).isNull();
    assertThat(decision.period()).isNull();
    assertThat(decision.eventId()).isEqualTo("e");
  }

  @Test
  void aDuplicateDoesNotRenewTheHorizon() {
    Journey.with(task("t").count("o", "comment", "9"))
        .at("2026-11-22T00:00:00Z")
        .sends("e", "comment")
        .at("2026-11-22T23:00:00Z")
        .sends("e", "comment")
        .gives(DUPLICATE)
        .at("2026-11-23T00:00:00Z")
        .sends("e", "comment")
        .gives(COUNTED);
  }

  @Test
  void anEventBeyondTheHorizonIsTheFirstOfANewOne() {
    Journey.with(task("t").count("o", "comment", "9"))
        .at("2026-11-22T00:00:00Z")
        .sends("e", "comment")
        .at("2026-11-23T00:00:00Z")
        .sends("e", "comment")
        .at("2026-11-23T23:59:59Z")
        .sends("e", "comment")
        .gives(DUPLICATE);
  }

  @Test
  void anEventThatCountedNowhereIsRememberedToo() {
    Journey.with(task("t").status(Status.PAUSED).count("o", "comment", "9"))
        .sends("e", "comment")
        .gives(PAUSED)
        .sends("e", "comment")
        .gives(DUPLICATE);
  }

  @Test
  void aHorizonOfZeroSwitchesDeduplicationOff() {
    Journey journey =
        Journey.with(Journey.horizon("PT0S"), task("t").count("o", "comment", "9"))
            .sends("e", "comment")
            .sends("e", "comment")
            .gives(COUNTED);
    assertThat(journey.state().recentEvents().entries()).isEmpty();
  }

  @Test
  void tasksAreTakenInTheOrderOfTheirIds() {
    Journey journey =
        Journey.with(
                task("b").count("o", "comment", "1"),
                task("a10").count("o", "comment", "1"),
                task("a").count("o", "comment", "1"))
            .does("comment")
            .grants(completed(1).of("a"), completed(1).of("a10"), completed(1).of("b"));
    assertThat(journey.outcome().decisions())
        .extracting(Decision::taskId)
        .containsExactly("a", "a10", "b");
  }

  @Test
  void aPausedTaskCountsNothingAndKeepsItsProgress() {
    Journey.with(task("t").count("o", "comment", "3"))
        .at("2026-11-22T10:00:00Z")
        .does("comment")
        .publish(
            task("t")
                .version(2)
                .status(Status.PAUSED)
                .effectiveAt("2026-11-22T11:00:00Z")
                .schedule("2030-01-01T00:00:00Z", "2031-01-01T00:00:00Z")
                .count("o", "comment", "3"))
        .at("2026-11-22T11:00:00Z")
        .does("comment")
        .gives(PAUSED)
        .shows("1", "1")
        .publish(
            task("t").version(3).effectiveAt("2026-11-22T12:00:00Z").count("o", "comment", "3"))
        .at("2026-11-22T12:00:00Z")
        .does("comment")
        .gives(COUNTED)
        .shows("1", "2");
  }

  @Test
  void anArchivedTaskGivesNoDecision() {
    Journey.with(task("t").status(Status.ARCHIVED).count("o", "comment", "3"))
        .does("comment")
        .gives()
        .sends("e-1", "comment")
        .gives(DUPLICATE);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-31T23:59:59.999Z, OUT_OF_SCHEDULE",
    "2026-11-01T00:00:00Z, COUNTED",
    "2026-11-30T23:59:59.999Z, COUNTED",
    "2026-12-01T00:00:00Z, OUT_OF_SCHEDULE",
  })
  void theScheduleIsHalfOpen(String time, DecisionCode code) {
    Journey.with(
            task("t")
                .schedule("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z")
                .count("o", "comment", "3"))
        .at(time)
        .does("comment")
        .gives(code);
  }

  @Test
  void theScheduleComesBeforeTheAudience() {
    Journey.with(
            task("t")
                .schedule("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z")
                .audience("false")
                .count("o", "comment", "3"))
        .does("comment")
        .gives(OUT_OF_SCHEDULE);
  }

  @Test
  void theAudienceIsAsked() {
    Journey.with(task("t").audience("event.attributes.channel == 'ios'").count("o", "comment", "3"))
        .does("comment", "channel", "web")
        .gives(NOT_IN_AUDIENCE)
        .does("comment", "channel", "ios")
        .gives(COUNTED);
  }

  @Test
  void aFailingConditionIsFalseAndCounted() {
    Journey journey =
        Journey.with(
                task("t").audience("event.attributes.channel == 'ios'").count("o", "comment", "3"))
            .does("comment")
            .gives(NOT_IN_AUDIENCE);
    assertThat(journey.outcome().failedConditions()).isEqualTo(1);
  }

  @Test
  void aRolloutOfNobodyLeavesEveryoneOut() {
    Journey.with(task("t").rollout(0).count("o", "comment", "3"))
        .does("comment")
        .gives(NOT_IN_AUDIENCE);
  }

  @Test
  void theAudienceComesBeforePreconditions() {
    Journey.with(task("t").audience("false").after("x").count("o", "comment", "3"))
        .does("comment")
        .gives(NOT_IN_AUDIENCE);
  }

  @Test
  void aTaskIsLockedUntilItsPreconditionsWereCompletedBeforeTheEvent() {
    Journey.with(
            task("a").count("o", "comment", "1"), task("b").after("a").count("o", "comment", "1"))
        .does("comment")
        .gives(COUNTED, LOCKED)
        .does("comment")
        .gives(ALREADY_COMPLETED, COUNTED);
  }

  @Test
  void everyPreconditionIsNeeded() {
    Journey.with(
            task("a").count("o", "login", "1"),
            task("b").count("o", "register", "1"),
            task("c").after("a", "b").count("o", "comment", "1"))
        .does("login")
        .does("comment")
        .gives(LOCKED)
        .does("register")
        .does("comment")
        .gives(COUNTED);
  }

  @Test
  void aCompletionInAnEarlierPeriodUnlocksForEver() {
    Journey.with(
            task("a").per(CalendarUnit.DAY).count("o", "login", "1"),
            task("b").after("a").count("o", "comment", "1"))
        .at("2026-11-20T12:00:00Z")
        .does("login")
        .expires("2027-01-01T00:00:00Z")
        .at("2027-01-02T12:00:00Z")
        .does("comment")
        .gives(COUNTED);
  }

  @Test
  void aLockedTaskSaysSoBeforeItIsLate() {
    Journey.with(task("t").after("x").per(CalendarUnit.DAY).count("o", "comment", "1"))
        .at("2026-11-22T12:00:00Z", "2026-12-22T12:00:00Z")
        .does("comment")
        .gives(LOCKED);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T01:59:59.999Z, COUNTED",
    "2026-11-23T02:00:00Z, LATE",
    "2026-11-25T00:00:00Z, LATE",
  })
  void anEventIsLateFromTheEndOfItsPeriodAndTheLateness(String received, DecisionCode code) {
    Journey.with(task("t").per(CalendarUnit.DAY, "UTC", "00:00", "PT2H").count("o", "comment", "3"))
        .at("2026-11-22T23:30:00Z", received)
        .does("comment")
        .gives(code);
  }

  @Test
  void withoutPeriodNothingIsLate() {
    Journey.with(task("t").count("o", "comment", "3"))
        .at("2006-11-22T23:30:00Z", "2026-11-22T23:30:00Z")
        .does("comment")
        .gives(COUNTED);
  }

  @Test
  void anEventOfAnOpenPeriodCountsThereWhateverCameBefore() {
    Journey.with(task("t").per(CalendarUnit.DAY, "UTC", "00:00", "PT2H").count("o", "comment", "2"))
        .at("2026-11-22T22:00:00Z")
        .does("comment")
        .at("2026-11-23T00:10:00Z")
        .does("comment")
        .shows("0", "1")
        .at("2026-11-22T23:59:00Z", "2026-11-23T00:20:00Z")
        .does("comment")
        .shows("1", "2")
        .grants(completed(1).in("2026-11-22"));
  }

  @Test
  void lateComesBeforeCompleted() {
    Journey.with(task("t").per(CalendarUnit.DAY).count("o", "comment", "1"))
        .at("2026-11-22T12:00:00Z")
        .does("comment")
        .at("2026-11-22T12:00:00Z", "2026-11-23T12:00:00Z")
        .does("comment")
        .gives(LATE);
  }

  @Test
  void aClosedPeriodShowsNothingWhetherForgottenOrNot() {
    TaskBuilder task = task("t").per(CalendarUnit.DAY).count("o", "comment", "3");
    Journey kept =
        Journey.with(task)
            .at("2026-11-22T12:00:00Z")
            .does("comment")
            .at("2026-11-22T12:00:00Z", "2026-11-25T12:00:00Z")
            .does("comment")
            .gives(LATE);
    Journey forgotten =
        Journey.with(task)
            .at("2026-11-22T12:00:00Z")
            .does("comment")
            .expires("2026-11-25T00:00:00Z")
            .at("2026-11-22T12:00:00Z", "2026-11-25T12:00:00Z")
            .does("comment");
    assertThat(kept.decision()).isEqualTo(forgotten.decision());
    assertThat(kept.decision().before()).isEmpty();
  }

  @Test
  void onceIsOnceInALife() {
    Journey.with(task("t").once().per(CalendarUnit.DAY).count("o", "comment", "1"))
        .does("comment")
        .grants(completed(1).in("2026-11-22"))
        .at("2026-12-22T12:00:00Z")
        .does("comment")
        .gives(ALREADY_COMPLETED)
        .shows("0", "0");
  }

  @Test
  void perPeriodIsOnceInEachPeriod() {
    Journey.with(task("t").per(CalendarUnit.DAY).count("o", "comment", "1"))
        .does("comment")
        .does("comment")
        .gives(ALREADY_COMPLETED)
        .shows("1", "1")
        .at("2026-11-23T12:00:00Z")
        .does("comment")
        .grants(completed(1).in("2026-11-23"));
  }

  @Test
  void repeatIsBoundedInEachPeriod() {
    Journey.with(task("t").repeat(2).per(CalendarUnit.DAY).count("o", "comment", "1"))
        .does("comment")
        .grants(completed(1).in("2026-11-22"))
        .does("comment")
        .grants(completed(2).in("2026-11-22"))
        .does("comment")
        .gives(ALREADY_COMPLETED)
        .at("2026-11-23T12:00:00Z")
        .does("comment")
        .grants(completed(1).in("2026-11-23"));
  }

  @Test
  void completedComesBeforeFiltered() {
    Journey.with(task("t").any().count("o", "login", "1").countIf("p", "comment", "false", "1"))
        .does("login")
        .does("comment")
        .gives(ALREADY_COMPLETED);
  }

  @Test
  void anEventThatNoObjectiveAcceptsIsFiltered() {
    Journey journey =
        Journey.with(
                task("t")
                    .countIf("o", "comment", "size(event.attributes.text) >= 5", "3")
                    .count("p", "login", "1"))
            .does("comment", "text", "hi")
            .gives(FILTERED)
            .does("comment", "text", "hello")
            .gives(COUNTED);
    assertThat(journey.outcome().failedConditions()).isZero();
  }

  @Test
  void whatDoesNotCountChangesNoTaskState() {
    Journey journey =
        Journey.with(Journey.horizon("PT0S"), task("t").audience("false").count("o", "x", "1"));
    UserState before = journey.state();
    assertThat(journey.does("x").outcome().state()).isSameAs(before);
  }
}
