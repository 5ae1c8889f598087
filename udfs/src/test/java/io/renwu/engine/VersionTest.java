package io.renwu.engine;

import static io.renwu.engine.ExpectedGrant.completed;
import static io.renwu.engine.ExpectedGrant.grant;
import static io.renwu.engine.TaskBuilder.reward;
import static io.renwu.engine.TaskBuilder.task;
import static io.renwu.model.DecisionCode.ALREADY_COMPLETED;
import static io.renwu.model.DecisionCode.COUNTED;
import static io.renwu.model.DecisionCode.FILTERED;
import static io.renwu.model.DecisionCode.INVALID_FIELD;
import static io.renwu.model.DecisionCode.LATE;
import static io.renwu.model.DecisionCode.NO_CHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.model.Aggregation;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Objective;
import io.renwu.model.Progress;
import io.renwu.model.Task;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A user in flight while versions of a task follow one another. */
class VersionTest {
  private static final String NOON = "2026-11-22T12:00:00Z";
  private static final String MORNING = "2026-11-22T09:00:00Z";
  private static final String EVENING = "2026-11-22T18:00:00Z";

  private static TaskBuilder second() {
    return task("t").version(2).effectiveAt(NOON);
  }

  @Test
  void anEventIsGovernedByItsOwnTime() {
    Journey journey =
        Journey.with(task("t").count("o", "comment", "9"), second().count("o", "comment", "8"));
    journey.at("2026-11-22T11:59:59.999Z").does("comment");
    assertThat(journey.decision().version()).isEqualTo(1);
    journey.at(NOON).does("comment");
    assertThat(journey.decision().version()).isEqualTo(2);
  }

  @Test
  void progressGoesOnUnderTheNewTarget() {
    Journey.with(task("t").count("o", "comment", "3"), second().count("o", "comment", "5"))
        .at(MORNING)
        .doesTimes(2, "comment")
        .at(EVENING)
        .does("comment")
        .grants()
        .shows("2", "3")
        .doesTimes(2, "comment")
        .grants(completed(1));
  }

  @Test
  void aLoweredTargetTakesEffectAtTheNextEvent() {
    Journey journey =
        Journey.with(task("t").count("o", "comment", "5"), second().count("o", "comment", "2"))
            .at(MORNING)
            .doesTimes(3, "comment")
            .at(EVENING)
            .does("comment")
            .gives(COUNTED)
            .grants(completed(1))
            .shows("2", "2");
    assertThat(journey.progress().get(0).status()).isEqualTo(Progress.Status.COMPLETED);
  }

  private static Objective cancellable(String target) {
    return new Objective(
        "o",
        List.of("comment"),
        null,
        new Aggregation(Aggregation.Function.COUNT, null),
        new BigDecimal(target),
        null,
        List.of("undo"),
        "id");
  }

  @Test
  void withoutProgressThereIsNothingToFinishUnderTheOldVersion() {
    Journey journey =
        Journey.with(
            task("t").objective(cancellable("9")),
            second().objective(cancellable("8")).inFlight(Task.InFlight.NEXT_PERIOD));
    journey.at(MORNING).does("comment", "id", "a").at(EVENING).does("comment", "id", "b");
    assertThat(journey.decision().version()).isEqualTo(1);
    journey.at(MORNING).does("undo", "id", "b").does("undo", "id", "a").at(EVENING).does("comment");
    assertThat(journey.decision().version()).isEqualTo(2);
  }

  @Test
  void aLaterMigrationTakesAlongWhomAnEarlierVersionLeft() {
    Journey journey =
        Journey.with(
            task("t").per(CalendarUnit.DAY).count("o", "comment", "9"),
            second()
                .per(CalendarUnit.DAY)
                .count("o", "comment", "8")
                .inFlight(Task.InFlight.NEXT_PERIOD),
            task("t")
                .version(3)
                .effectiveAt("2026-11-22T15:00:00Z")
                .per(CalendarUnit.DAY)
                .count("o", "comment", "7"));
    journey.at(MORNING).does("comment").at("2026-11-22T13:00:00Z").does("comment");
    assertThat(journey.decision().version()).isEqualTo(1);
    journey.at(EVENING).does("comment").shows("2", "3");
    assertThat(journey.decision().version()).isEqualTo(3);
  }

  @Test
  void aResetOnTheWayLeavesNothingToFinish() {
    Journey journey =
        Journey.with(
            task("t").count("o", "comment", "9"),
            second().count("o", "comment", "8").inFlight(Task.InFlight.RESET),
            task("t")
                .version(3)
                .effectiveAt("2026-11-22T15:00:00Z")
                .count("o", "comment", "7")
                .inFlight(Task.InFlight.NEXT_PERIOD));
    journey.at(MORNING).does("comment").at(EVENING).does("comment").shows("0", "1");
    assertThat(journey.decision().version()).isEqualTo(3);
  }

  @Test
  void anInvalidEventSettlesALoweredTargetToo() {
    Journey.with(
            task("t").sum("o", "pay", "amount", "50"), second().sum("o", "pay", "amount", "20"))
        .at(MORNING)
        .does("pay", "amount", 30)
        .at(EVENING)
        .does("pay", "amount", "x")
        .gives(COUNTED)
        .grants(completed(1));
  }

  @Test
  void aFilteredEventSettlesNothing() {
    Journey.with(
            task("t").count("o", "comment", "5"), second().countIf("o", "comment", "false", "2"))
        .at(MORNING)
        .doesTimes(3, "comment")
        .at(EVENING)
        .does("comment")
        .gives(FILTERED)
        .grants();
  }

  @Test
  void aLoweredTargetUnderRepeatUsesUpWhatIsHeld() {
    Journey.with(
            task("t").repeat().count("o", "comment", "9"),
            second().repeat().count("o", "comment", "3"))
        .at(MORNING)
        .doesTimes(7, "comment")
        .at(EVENING)
        .does("comment")
        .gives(COUNTED)
        .grants(completed(1), completed(2))
        .shows("7", "1");
  }

  @Test
  void aLoweredTierIsGranted() {
    Journey.with(
            task("t").count("o", "comment", "9").tier("5", reward("a", "1")).tier("9"),
            second().count("o", "comment", "9").tier("2", reward("a", "1")).tier("9"))
        .at(MORNING)
        .doesTimes(3, "comment")
        .grants()
        .at(EVENING)
        .does("comment")
        .grants(grant("a", "1").tier(1))
        .shows("3", "4");
  }

  @Test
  void aRaisedTierIsNotGrantedTwice() {
    Journey.with(
            task("t").count("o", "comment", "9").tier("1", reward("a", "1")).tier("9"),
            second().count("o", "comment", "9").tier("3", reward("a", "1")).tier("9"))
        .at(MORNING)
        .does("comment")
        .grants(grant("a", "1").tier(1))
        .at(EVENING)
        .doesTimes(2, "comment")
        .grants();
  }

  @Test
  void whatIsHeldIsKeptUncut() {
    Journey.with(
            task("t").sum("o", "pay", "amount", "10").count("p", "login", "1"),
            second().sum("o", "pay", "amount", "30").count("p", "login", "1"))
        .at(MORNING)
        .does("pay", "amount", 25)
        .shows(Map.of("o", "0", "p", "0"), Map.of("o", "10", "p", "0"))
        .at(EVENING)
        .does("pay", "amount", 1)
        .shows(Map.of("o", "25", "p", "0"), Map.of("o", "26", "p", "0"));
  }

  @Test
  void anObjectiveOfAnotherIdFunctionOrFieldStartsFromZero() {
    Journey.with(
            task("t")
                .count("a", "pay", "9")
                .count("b", "pay", "9")
                .sum("c", "pay", "x", "9")
                .distinct("d", "pay", "x", "9")
                .sum("e", "pay", "x", "9"),
            second()
                .count("a", "pay", "8")
                .count("b2", "pay", "9")
                .distinct("c", "pay", "x", "9")
                .distinct("d", "pay", "y", "9")
                .sum("e", "pay", "x", "9"))
        .at(MORNING)
        .does("pay", "x", 2, "y", 3)
        .at(EVENING)
        .does("pay", "x", 2, "y", 3)
        .shows(
            Map.of("a", "1", "b2", "0", "c", "0", "d", "0", "e", "2"),
            Map.of("a", "2", "b2", "1", "c", "1", "d", "1", "e", "4"));
  }

  @Test
  void anObjectiveThatAVersionLeftOutStartsFromZeroInTheNext() {
    Journey.with(
            task("t").count("a", "x", "9").count("b", "y", "9"),
            second().count("b", "y", "9"),
            task("t").version(3).effectiveAt(EVENING).count("a", "x", "9").count("b", "y", "9"))
        .at(MORNING)
        .does("x")
        .at(NOON)
        .does("y")
        .at(EVENING)
        .does("x")
        .shows(Map.of("a", "0", "b", "1"), Map.of("a", "1", "b", "1"));
  }

  @Test
  void distinctValuesMigrate() {
    Journey.with(
            task("t").distinct("o", "comment", "objectId", "3"),
            second().distinct("o", "comment", "objectId", "2"))
        .at(MORNING)
        .does("comment", "objectId", "a")
        .at(EVENING)
        .does("comment", "objectId", "a")
        .gives(NO_CHANGE)
        .does("comment", "objectId", "b")
        .grants(completed(1));
  }

  @Test
  void aLateEventIsEvaluatedUnderItsOldVersionOnTheSameState() {
    Journey.with(task("t").count("o", "comment", "3"), second().count("o", "comment", "9"))
        .at(EVENING)
        .doesTimes(2, "comment")
        .at(MORNING, EVENING)
        .does("comment")
        .shows("2", "3")
        .grants(completed(1))
        .at(EVENING)
        .does("comment")
        .gives(ALREADY_COMPLETED)
        .shows("3", "3");
  }

  @Test
  void aLateEventDoesNotDisturbNewerObjectives() {
    Journey.with(
            task("t").count("old", "x", "2").count("both", "y", "9"),
            second().count("new", "z", "9").count("both", "y", "9"))
        .at(EVENING)
        .does("z")
        .does("y")
        .at(MORNING, EVENING)
        .does("x")
        .shows(Map.of("old", "0", "both", "1"), Map.of("old", "1", "both", "1"))
        .at(EVENING)
        .does("z")
        .shows(Map.of("new", "1", "both", "1"), Map.of("new", "2", "both", "1"))
        .at(MORNING, EVENING)
        .does("x")
        .shows(Map.of("old", "1", "both", "1"), Map.of("old", "2", "both", "1"));
  }

  @Test
  void completionsSurviveEveryVersion() {
    Journey.with(
            task("t").per(CalendarUnit.DAY).count("a", "x", "1"),
            second().per(CalendarUnit.DAY).count("b", "x", "1"))
        .at(MORNING)
        .does("x")
        .grants(completed(1).in("2026-11-22"))
        .at(EVENING)
        .does("x")
        .gives(ALREADY_COMPLETED)
        .grants();
  }

  @Test
  void completionNumbersGoOnUnderRepeat() {
    Journey journey =
        Journey.with(
                task("t").repeat().count("a", "x", "1"), second().repeat().count("b", "x", "1"))
            .at(MORNING)
            .does("x")
            .grants(completed(1))
            .at(EVENING)
            .does("x")
            .grants(completed(2));
    assertThat(journey.progress().get(0).completions()).isEqualTo(2);
  }

  @Test
  void aNewFieldIsReadFromTheNextEventOn() {
    Journey.with(task("t").sum("o", "pay", "x", "9"), second().sum("o", "pay", "y", "9"))
        .at(MORNING)
        .does("pay", "x", 2)
        .at(EVENING)
        .does("pay", "x", 2)
        .gives(INVALID_FIELD);
  }

  @Test
  void aForgottenPeriodThatPaidIsNotOpenedByMoreLateness() {
    Journey.with(task("t").per(CalendarUnit.DAY).count("o", "comment", "1"))
        .at(NOON)
        .does("comment")
        .grants(completed(1).in("2026-11-22"))
        .expires("2026-11-24T00:00:00Z")
        .publish(
            task("t")
                .version(2)
                .per(CalendarUnit.DAY, "UTC", "00:00", "P30D")
                .count("o", "comment", "1"))
        .at(NOON, "2026-11-24T12:00:00Z")
        .does("comment")
        .gives(LATE);
  }
}
