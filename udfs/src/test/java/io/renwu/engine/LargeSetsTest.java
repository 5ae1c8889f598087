package io.renwu.engine;

import static io.renwu.engine.ExpectedGrant.grant;
import static io.renwu.engine.TaskBuilder.reward;
import static io.renwu.engine.TaskBuilder.task;
import static io.renwu.model.DecisionCode.ALREADY_COMPLETED;
import static io.renwu.model.DecisionCode.COUNTED;
import static io.renwu.model.DecisionCode.DUPLICATE;
import static io.renwu.model.DecisionCode.NO_CHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.codec.UserStateCodec;
import io.renwu.model.CalendarUnit;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Sets that have grown too large for a state. */
class LargeSetsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final int MANY = 1000;

  @Test
  void aStateStaysSmallHoweverManyEventsAUserSends() {
    Journey journey = Journey.with(task("t").per(CalendarUnit.DAY).count("o", "x", "100000"));
    for (int i = 0; i < MANY; i++) {
      journey.at(NOON.plusSeconds(i).toString()).does("x").gives(COUNTED);
      assertThat(UserStateCodec.encode(journey.state()))
          .hasSizeLessThan(50 + SetChangeRecorder.INLINE_MEMBERS * 20);
    }
    assertThat(journey.sets().size()).isGreaterThan(MANY - SetChangeRecorder.INLINE_MEMBERS - 1);
    for (int i = 1; i <= MANY; i++) {
      journey.sends("e-" + i, "x").gives(DUPLICATE);
    }
    assertThat(journey.does("x").progress().get(0).objectives().get(0).progress())
        .isEqualByComparingTo("1001");
  }

  @Test
  void aUserOfFewEventsIsNeverLookedUpApart() {
    Journey journey =
        Journey.with(task("t").per(CalendarUnit.DAY).distinct("o", "x", "v", "100"))
            .at(NOON.toString());
    for (int i = 0; i < SetChangeRecorder.INLINE_MEMBERS; i++) {
      journey.does("x", "v", i).gives(COUNTED);
      assertThat(journey.outcome().sets()).isSameAs(SetChanges.NONE);
    }
    assertThat(journey.sets().lookups()).isZero();
    journey.does("x", "v", "one more").gives(COUNTED);
    assertThat(journey.sets().size()).isEqualTo(2 * (SetChangeRecorder.INLINE_MEMBERS + 1));
  }

  @Test
  void idsApartAreForgottenAfterTheHorizon() {
    Journey journey = Journey.with(task("t").per(CalendarUnit.DAY).count("o", "x", "100000"));
    journey.at(NOON.toString()).doesTimes(MANY, "x");
    assertThat(journey.nextExpiry()).isEqualTo("2026-11-23T00:00:00Z");
    journey.expires("2026-11-23T11:59:59.999Z");
    assertThat(journey.sets().size()).isPositive();
    assertThat(journey.nextExpiry()).isEqualTo("2026-11-23T12:00:00Z");
    journey.expires("2026-11-23T12:00:00Z");
    assertThat(journey.sets().size()).isZero();
    assertThat(journey.state()).isSameAs(UserState.empty());
  }

  @Test
  void anIdApartCountsAgainAfterTheHorizonThoughItIsStillThere() {
    Journey.with(Journey.horizon("PT10M"), task("t").count("o", "x", "100000"))
        .at("2026-11-22T12:00:00Z")
        .doesTimes(MANY, "x")
        .at("2026-11-22T12:09:59.999Z")
        .sends("e-1", "x")
        .gives(DUPLICATE)
        .at("2026-11-22T12:10:00Z")
        .sends("e-1", "x")
        .gives(COUNTED)
        .doesTimes(MANY, "x")
        .at("2026-11-22T12:19:59.999Z")
        .sends("e-1", "x")
        .gives(DUPLICATE);
  }

  @Test
  void distinctValuesOfFinishedRoundsDoNotCountAgain() {
    Journey journey =
        Journey.with(task("t").repeat().per(CalendarUnit.DAY).distinct("o", "x", "v", "100"))
            .at(NOON.toString());
    for (int i = 0; i < MANY; i++) {
      journey.does("x", "v", i).gives(COUNTED);
      assertThat(journey.granted()).hasSize(i % 100 == 99 ? 1 : 0);
    }
    for (int i = 0; i < MANY; i++) {
      journey.does("x", "v", i).gives(NO_CHANGE).does("x", "v", "" + i).gives(COUNTED);
    }
    journey.expires("2026-11-24T12:00:00Z");
    assertThat(journey.sets().size()).isZero();
  }

  @Test
  void theSetOfACompletedPeriodIsDropped() {
    Journey journey =
        Journey.with(
                Journey.horizon("PT0S"),
                task("t")
                    .per(CalendarUnit.DAY)
                    .distinct("o", "x", "v", "100")
                    .rewards(reward("a", "1")))
            .at(NOON.toString());
    for (int i = 0; i < 99; i++) {
      journey.does("x", "v", i);
    }
    assertThat(journey.sets().size()).isPositive();
    journey.does("x", "v", 99).grants(grant("a", "1").in("2026-11-22"));
    assertThat(journey.sets().size()).isZero();
    journey.does("x", "v", 100).gives(ALREADY_COMPLETED);
  }

  @Test
  void theSetOfAnObjectiveThatANewVersionLacksIsDropped() {
    Journey journey =
        Journey.with(
                Journey.horizon("PT0S"),
                task("t").per(CalendarUnit.DAY).distinct("o", "x", "v", "100"))
            .at(NOON.toString());
    for (int i = 0; i < 80; i++) {
      journey.does("x", "v", i);
    }
    journey.publish(task("t").version(2).per(CalendarUnit.DAY).distinct("o", "x", "w", "100"));
    journey.does("x", "w", 1).shows("0", "1");
    assertThat(journey.sets().size()).isZero();
  }
}
