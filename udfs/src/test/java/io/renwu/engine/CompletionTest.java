package io.renwu.engine;

import static io.renwu.engine.ExpectedGrant.completed;
import static io.renwu.engine.ExpectedGrant.grant;
import static io.renwu.engine.TaskBuilder.decimal;
import static io.renwu.engine.TaskBuilder.reward;
import static io.renwu.engine.TaskBuilder.task;
import static io.renwu.model.DecisionCode.ALREADY_COMPLETED;
import static io.renwu.model.DecisionCode.COUNTED;
import static io.renwu.model.DecisionCode.NO_CHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.model.CalendarUnit;
import io.renwu.model.Grant;
import io.renwu.model.GrantKey;
import io.renwu.model.Progress;
import io.renwu.model.Reward;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When a task, or a tier of it, is complete, and what is granted then. */
class CompletionTest {

  @Test
  void allNeedsEveryObjective() {
    Journey.with(task("t").count("o", "comment", "1").count("p", "login", "2"))
        .does("comment")
        .grants()
        .does("login")
        .grants()
        .does("login")
        .grants(completed(1));
  }

  @Test
  void anyNeedsOne() {
    Journey.with(task("t").any().count("o", "comment", "3").count("p", "login", "2"))
        .does("comment")
        .does("login")
        .grants()
        .does("login")
        .grants(completed(1));
  }

  @Test
  void aGrantSaysAllThatAConsumerNeeds() {
    Reward reward =
        new Reward(
            "badge", "BADGE", decimal("1"), Reward.Delivery.AUTO, null, Map.of("color", "gold"));
    Journey journey =
        Journey.with(
                task("t")
                    .version(4)
                    .per(CalendarUnit.WEEK)
                    .count("o", "comment", "1")
                    .rewards(reward))
            .does("comment");
    Grant grant = journey.granted().get(0);
    assertThat(grant)
        .isEqualTo(
            Grant.of(
                    grant.grantId(),
                    new GrantKey("u-7", "t", "2026-W47", 1, null, 1, "badge", false))
                .version(4)
                .reward("BADGE", decimal("1"), Map.of("color", "gold"))
                .eventId("e-1")
                .time(journey.decision().time())
                .build());
    assertThat(journey.decision().grantIds()).containsExactly(grant.grantId());
  }

  @Test
  void thereIsOneGrantForEachRewardInItsOrder() {
    Journey journey =
        Journey.with(
                task("t").count("o", "comment", "1").rewards(reward("z", "10"), reward("a", "0.5")))
            .does("comment")
            .grants(grant("z", "10"), grant("a", "0.5"));
    assertThat(journey.granted()).extracting(Grant::grantId).doesNotHaveDuplicates();
  }

  @Test
  void aCompletionWithoutRewardsIsStillEmitted() {
    Journey journey = Journey.with(task("t").count("o", "comment", "1")).does("comment");
    Grant grant = journey.granted().get(0);
    assertThat(grant.rewardId()).isNull();
    assertThat(grant.type()).isNull();
    assertThat(grant.amount()).isNull();
    assertThat(grant.attributes()).isEmpty();
  }

  @Test
  void tiersAreGrantedOneByOne() {
    Journey journey =
        Journey.with(
                task("t")
                    .count("o", "comment", "4")
                    .tier("2", reward("a", "1"))
                    .tier("3")
                    .tier("4", reward("b", "5"), reward("c", "6")))
            .does("comment")
            .grants()
            .does("comment")
            .grants(grant("a", "1").tier(1))
            .does("comment")
            .grants(completed(1).tier(2));
    assertThat(journey.progress().get(0).completions()).isZero();
    assertThat(journey.progress().get(0).objectives().get(0).target()).isEqualTo("4");
    journey
        .does("comment")
        .grants(grant("b", "5").tier(3), grant("c", "6").tier(3))
        .does("comment")
        .gives(ALREADY_COMPLETED);
  }

  @Test
  void oneEventMayPassSeveralTiers() {
    Journey journey =
        Journey.with(
                task("t")
                    .sum("o", "pay", "amount", "100")
                    .tier("10", reward("a", "1"))
                    .tier("50", reward("b", "2"))
                    .tier("100", reward("c", "3")))
            .does("pay", "amount", 60)
            .grants(grant("a", "1").tier(1), grant("b", "2").tier(2))
            .shows("0", "60")
            .does("pay", "amount", 1000)
            .grants(grant("c", "3").tier(3))
            .shows("60", "100");
    assertThat(journey.progress().get(0).status()).isEqualTo(Progress.Status.COMPLETED);
  }

  @Test
  void tiersBeginAgainInEachPeriod() {
    Journey.with(
            task("t")
                .per(CalendarUnit.DAY)
                .count("o", "comment", "2")
                .tier("1", reward("a", "1"))
                .tier("2", reward("b", "2")))
        .does("comment")
        .grants(grant("a", "1").tier(1).in("2026-11-22"))
        .at("2026-11-23T12:00:00Z")
        .does("comment")
        .grants(grant("a", "1").tier(1).in("2026-11-23"));
  }

  @Test
  void repeatCarriesTheSurplusOver() {
    Journey.with(task("t").repeat().sum("o", "pay", "amount", "10").rewards(reward("a", "1")))
        .does("pay", "amount", 7)
        .shows("0", "7")
        .does("pay", "amount", 7)
        .grants(grant("a", "1"))
        .shows("7", "4")
        .does("pay", "amount", 6)
        .grants(grant("a", "1").completion(2))
        .shows("4", "0");
  }

  @Test
  void oneEventMayCompleteSeveralTimes() {
    Journey journey =
        Journey.with(
                task("t")
                    .repeat()
                    .sum("o", "pay", "amount", "10")
                    .rewards(reward("a", "1"), reward("b", "2")))
            .does("pay", "amount", 25)
            .grants(
                grant("a", "1"),
                grant("b", "2"),
                grant("a", "1").completion(2),
                grant("b", "2").completion(2))
            .shows("0", "5");
    assertThat(journey.progress()).hasSize(1);
    assertThat(journey.progress().get(0).completions()).isEqualTo(2);
    assertThat(journey.progress().get(0).status()).isEqualTo(Progress.Status.IN_PROGRESS);
  }

  @Test
  void surplusBeyondTheMostCompletionsIsDropped() {
    Journey journey =
        Journey.with(task("t").repeat(2).sum("o", "pay", "amount", "10"))
            .does("pay", "amount", 95)
            .grants(completed(1), completed(2))
            .shows("0", "0")
            .publish(task("t").version(2).repeat(3).sum("o", "pay", "amount", "10"))
            .does("pay", "amount", 9)
            .grants()
            .shows("0", "9");
    assertThat(journey.progress().get(0).status()).isEqualTo(Progress.Status.IN_PROGRESS);
  }

  @Test
  void countCarriesTheRestOfAFractionalTarget() {
    Journey.with(task("t").repeat().count("o", "comment", "1.5"))
        .does("comment")
        .grants()
        .does("comment")
        .grants(completed(1))
        .shows("1", "0.5")
        .does("comment")
        .grants(completed(2))
        .shows("0.5", "0");
  }

  @Test
  void oneEventMakesABoundedNumberOfCompletions() {
    Journey journey =
        Journey.with(task("t").repeat().sum("o", "pay", "amount", "0.001"))
            .does("pay", "amount", 12);
    assertThat(journey.granted()).hasSize(RewardWork.MAX_COMPLETIONS_PER_EVENT);
    journey.does("pay", "amount", 0).shows("2", "0");
    assertThat(journey.granted()).hasSize(2000);
  }

  @Test
  void oneEventMakesABoundedNumberOfGrants() {
    Journey journey =
        Journey.with(
                task("t")
                    .repeat()
                    .sum("o", "pay", "amount", "0.001")
                    .rewards(
                        reward("a", "1"), reward("b", "1"), reward("c", "1"), reward("d", "1")))
            .does("pay", "amount", 12);
    assertThat(journey.granted()).hasSize(RewardWork.MAX_COMPLETIONS_PER_EVENT);
    assertThat(journey.decision().after()).containsEntry("o", new BigDecimal("9.5"));
  }

  @Test
  void severalObjectivesBeginAgainFromZero() {
    Journey.with(task("t").repeat().sum("o", "pay", "amount", "10").count("p", "login", "1"))
        .does("pay", "amount", 25)
        .does("login")
        .grants(completed(1))
        .shows(Map.of("o", "10", "p", "0"), Map.of("o", "0", "p", "0"))
        .does("login")
        .grants();
  }

  @Test
  void anyRestartsEveryObjective() {
    Journey.with(task("t").repeat().any().count("o", "comment", "2").count("p", "login", "2"))
        .does("comment")
        .doesTimes(2, "login")
        .grants(completed(1))
        .shows(Map.of("o", "1", "p", "1"), Map.of("o", "0", "p", "0"));
  }

  @Test
  void valuesOfAFinishedRoundDoNotCountAgain() {
    Journey.with(task("t").repeat().per(CalendarUnit.DAY).distinct("o", "comment", "objectId", "2"))
        .does("comment", "objectId", "a")
        .does("comment", "objectId", "b")
        .grants(completed(1).in("2026-11-22"))
        .shows("1", "0")
        .does("comment", "objectId", "a")
        .gives(NO_CHANGE)
        .does("comment", "objectId", "c")
        .shows("0", "1")
        .does("comment", "objectId", "d")
        .grants(completed(2).in("2026-11-22"))
        .at("2026-11-23T12:00:00Z")
        .does("comment", "objectId", "a")
        .gives(COUNTED);
  }

  @Test
  void valuesOutlastTheMostCompletions() {
    Journey.with(task("t").repeat(1).distinct("o", "comment", "objectId", "1"))
        .does("comment", "objectId", "a")
        .publish(task("t").version(2).repeat(2).distinct("o", "comment", "objectId", "1"))
        .does("comment", "objectId", "a")
        .gives(NO_CHANGE)
        .does("comment", "objectId", "b")
        .grants(completed(2));
  }

  @Test
  void aFinishedSetOfValuesIsKeptAsItsSize() {
    Journey journey = Journey.with(task("t").distinct("o", "comment", "objectId", "2"));
    journey.does("comment", "objectId", "a").does("comment", "objectId", "b");
    ObjectiveState objectiveState =
        journey.state().tasks().get(0).periods().get(0).objectives().get(0);
    assertThat(objectiveState.values()).isNull();
    journey.does("comment", "objectId", "c").gives(ALREADY_COMPLETED).shows("2", "2");
  }

  @Test
  void progressIsCompletedWhenTheRecurrenceLeavesNothing() {
    Journey once =
        Journey.with(task("t").per(CalendarUnit.DAY).count("o", "comment", "1")).does("comment");
    Progress progress = once.progress().get(0);
    assertThat(progress.status()).isEqualTo(Progress.Status.COMPLETED);
    assertThat(progress.completions()).isEqualTo(1);
    assertThat(progress.periodEnd()).isEqualTo("2026-11-23T00:00:00Z");
    assertThat(progress.objectives())
        .isEqualTo(List.of(new Progress.ObjectiveProgress("o", decimal("1"), decimal("1"))));
    Journey bounded = Journey.with(task("t").repeat(1).count("o", "comment", "1")).does("comment");
    assertThat(bounded.progress().get(0).status()).isEqualTo(Progress.Status.COMPLETED);
    assertThat(bounded.progress().get(0).objectives().get(0).progress()).isEqualTo("0");
  }
}
