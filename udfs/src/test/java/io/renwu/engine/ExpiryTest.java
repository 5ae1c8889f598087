package io.renwu.engine;

import static io.renwu.engine.ExpectedGrant.completed;
import static io.renwu.engine.TaskBuilder.reward;
import static io.renwu.engine.TaskBuilder.task;
import static io.renwu.model.DecisionCode.ALREADY_COMPLETED;
import static io.renwu.model.DecisionCode.COUNTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.model.CalendarUnit;
import io.renwu.model.Task.Status;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A state that returns to zero, and what has to stay in it. */
class ExpiryTest {
  private static final String NOON = "2026-11-22T12:00:00Z";

  @Test
  void aStateReturnsToZero() {
    Journey journey =
        Journey.with(
                task("d").per(CalendarUnit.DAY).count("o", "x", "9"),
                task("w").per(CalendarUnit.WEEK).distinct("o", "x", "v", "9"),
                task("m").per(CalendarUnit.MONTH, "USER", "04:00", "PT2H").sum("o", "x", "n", "9"))
            .at(NOON)
            .does("x", "v", "a", "n", 2);
    assertThat(journey.nextExpiry()).isEqualTo("2026-11-23T00:00:00Z");
    Instant next = journey.nextExpiry();
    int steps = 0;
    while (next != null) {
      UserState before = journey.state();
      assertThat(journey.expires(next.minusMillis(1).toString()).state()).isEqualTo(before);
      assertThat(journey.expires(next.toString()).state()).isNotEqualTo(before);
      next = journey.nextExpiry();
      steps++;
    }
    assertThat(journey.state().isEmpty()).isTrue();
    assertThat(journey.state()).isSameAs(UserState.empty());
    assertThat(steps).isEqualTo(3);
  }

  @Test
  void idsAreForgottenAfterTheHorizon() {
    Journey journey =
        Journey.with(Journey.horizon("PT1H"), task("t").status(Status.PAUSED).count("o", "x", "9"))
            .at(NOON)
            .does("x");
    assertThat(journey.nextExpiry()).isEqualTo("2026-11-22T13:00:00Z");
    assertThat(journey.expires("2026-11-22T12:59:59.999Z").state().isEmpty()).isFalse();
    assertThat(journey.expires("2026-11-22T13:00:00Z").state().isEmpty()).isTrue();
    assertThat(journey.nextExpiry()).isNull();
  }

  @Test
  void aPeriodStaysForTheGreatestLatenessOfAllVersions() {
    Journey journey =
        Journey.with(
                Journey.horizon("PT0S"),
                task("t").per(CalendarUnit.DAY, "UTC", "00:00", "PT5H").count("o", "x", "9"),
                task("t")
                    .version(2)
                    .effectiveAt("2026-11-22T11:00:00Z")
                    .per(CalendarUnit.DAY)
                    .count("o", "x", "9"))
            .at(NOON)
            .does("x");
    assertThat(journey.nextExpiry()).isEqualTo("2026-11-23T05:00:00Z");
  }

  @Test
  void aPeriodOfTheUsersZoneStaysUntilItIsOverEverywhere() {
    Journey journey =
        Journey.with(
                Journey.horizon("PT0S"),
                task("t").per(CalendarUnit.DAY, "USER", "00:00", "PT0S").count("o", "x", "9"))
            .in("Pacific/Auckland")
            .at("2026-11-22T01:00:00Z")
            .does("x");
    assertThat(journey.nextExpiry()).isEqualTo("2026-11-23T18:00:00Z");
    journey
        .expires("2026-11-23T09:00:00Z")
        .in("Pacific/Honolulu")
        .at("2026-11-23T09:00:00Z")
        .does("x")
        .shows("1", "2");
  }

  @Test
  void completionsOfALifeStay() {
    Journey journey =
        Journey.with(
                task("t").per(CalendarUnit.DAY).count("o", "x", "1"),
                task("u").after("t").count("o", "y", "1"))
            .at(NOON)
            .does("x")
            .expires("2030-01-01T00:00:00Z");
    assertThat(journey.state().tasks()).hasSize(1);
    assertThat(journey.state().tasks().get(0).periods()).isEmpty();
    assertThat(journey.nextExpiry()).isNull();
    journey.at("2030-01-02T00:00:00Z").does("y").gives(COUNTED);
  }

  @Test
  void progressWithoutPeriodStays() {
    Journey journey = Journey.with(task("t").count("o", "x", "2")).at(NOON).does("x");
    journey.expires("2030-01-01T00:00:00Z").at("2030-01-01T00:00:00Z").does("x").shows("1", "2");
  }

  @Test
  void progressOfAnArchivedTaskGoesAndWhatItPaidDoesNot() {
    Journey journey =
        Journey.with(
                Journey.horizon("PT0S"),
                task("open").count("o", "x", "2"),
                task("tiered").count("o", "x", "2").tier("1", reward("a", "1")).tier("2"))
            .at(NOON)
            .does("x")
            .publish(
                task("open").version(2).status(Status.ARCHIVED).count("o", "x", "2"),
                task("tiered")
                    .version(2)
                    .status(Status.ARCHIVED)
                    .count("o", "x", "2")
                    .tier("1", reward("a", "1"))
                    .tier("2"));
    assertThat(journey.nextExpiry()).isEqualTo(Instant.EPOCH);
    journey.expires(NOON);
    assertThat(journey.nextExpiry()).isNull();
    assertThat(journey.state().tasks()).hasSize(1);
    journey
        .publish(
            task("tiered").version(3).count("o", "x", "2").tier("1", reward("a", "1")).tier("2"))
        .does("x")
        .shows("0", "1")
        .grants();
  }

  @Test
  void aTaskThatIsArchivedLaterKeepsItsProgressForLateEvents() {
    Journey.with(
            task("t").count("o", "x", "2"),
            task("t").version(2).effectiveAt(NOON).status(Status.ARCHIVED).count("o", "x", "2"))
        .at("2026-11-22T11:00:00Z")
        .does("x")
        .expires("2026-12-01T00:00:00Z")
        .at("2026-11-22T11:00:00Z", "2026-12-01T00:00:00Z")
        .does("x")
        .grants(completed(1));
  }

  @Test
  void aTaskThatTheCatalogDoesNotKnowIsNotForgotten() {
    Journey journey =
        Journey.with(Journey.horizon("PT0S"), task("t").per(CalendarUnit.DAY).count("o", "x", "1"))
            .at(NOON)
            .does("x");
    UserState state = journey.state();
    TaskEngine engine = new TaskEngine(Journey.horizon("PT0S"));
    assertThat(
            engine
                .expire(
                    state,
                    Instant.parse("2030-01-01T00:00:00Z"),
                    io.renwu.catalog.TaskCatalog.empty())
                .state())
        .isSameAs(state);
  }

  @Test
  void onceIsNeverForgotten() {
    Journey.with(task("t").once().per(CalendarUnit.DAY).count("o", "x", "1"))
        .at(NOON)
        .does("x")
        .expires("2030-01-01T00:00:00Z")
        .at("2030-01-01T00:00:00Z")
        .does("x")
        .gives(ALREADY_COMPLETED);
  }
}
