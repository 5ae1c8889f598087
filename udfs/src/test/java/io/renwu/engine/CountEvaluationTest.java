package io.renwu.engine;

import static io.renwu.engine.ExpectedGrant.completed;
import static io.renwu.engine.TaskBuilder.decimal;
import static io.renwu.engine.TaskBuilder.task;
import static io.renwu.model.DecisionCode.COUNTED;
import static io.renwu.model.DecisionCode.INVALID_FIELD;
import static io.renwu.model.DecisionCode.NO_CHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an event adds to an objective: the steps 9 and 10. */
class CountEvaluationTest {

  @Test
  void countCountsEvents() {
    Journey.with(task("t").count("o", "comment", "3"))
        .does("comment")
        .shows("0", "1")
        .does("comment")
        .shows("1", "2")
        .does("comment")
        .shows("2", "3");
  }

  @Test
  void sumAddsExactDecimals() {
    Journey.with(task("t").sum("o", "pay", "amount", "100"))
        .does("pay", "amount", decimal("0.1"))
        .does("pay", "amount", decimal("0.2"))
        .shows("0.1", "0.3")
        .does("pay", "amount", decimal("9.7"))
        .shows("0.3", "10")
        .does("pay", "amount", decimal("90"))
        .shows("10", "100")
        .grants(completed(1));
  }

  static Stream<Object> noAmounts() {
    return Stream.of(
        "5",
        true,
        List.of(BigDecimal.ONE),
        Map.of("a", BigDecimal.ONE),
        new BigDecimal("-1"),
        new BigDecimal("-1e40"),
        new BigDecimal("1.1e30"),
        new BigDecimal("1e-31"),
        new BigDecimal("1.00000000000000000000000000000000000001"));
  }

  @ParameterizedTest
  @MethodSource("noAmounts")
  void sumRefusesWhatIsNoAmount(Object value) {
    Journey.with(task("t").sum("o", "pay", "amount", "100"))
        .does("pay", "amount", value)
        .gives(INVALID_FIELD)
        .shows("0", "0");
  }

  @Test
  void sumRefusesAnAbsentAmount() {
    Journey.with(task("t").sum("o", "pay", "amount", "100"))
        .does("pay")
        .gives(INVALID_FIELD)
        .does("pay", "amount", null)
        .gives(INVALID_FIELD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.00", "0e50", "-0"})
  void sumOfZeroIsNoChange(String zero) {
    Journey.with(task("t").sum("o", "pay", "amount", "100"))
        .does("pay", "amount", new BigDecimal(zero))
        .gives(NO_CHANGE);
  }

  @Test
  void aFieldIsAPathThroughObjects() {
    Journey.with(task("t").sum("o", "pay", "cart.total", "100"))
        .does("pay", "cart", Map.of("total", decimal("7")))
        .shows("0", "7")
        .does("pay", "cart", List.of(Map.of("total", decimal("7"))))
        .gives(INVALID_FIELD)
        .does("pay", "cart.total", decimal("7"))
        .gives(INVALID_FIELD);
  }

  @Test
  void distinctCountsEachValueOnce() {
    Journey.with(task("t").distinct("o", "comment", "objectId", "3"))
        .does("comment", "objectId", "v-1")
        .shows("0", "1")
        .does("comment", "objectId", "v-1")
        .gives(NO_CHANGE)
        .shows("1", "1")
        .does("comment", "objectId", "v-2")
        .shows("1", "2");
  }

  @Test
  void aNumberAndItsTextAreDifferentValues() {
    Journey.with(task("t").distinct("o", "comment", "objectId", "5"))
        .does("comment", "objectId", "1")
        .does("comment", "objectId", decimal("1"))
        .shows("1", "2");
  }

  @Test
  void oneValueInSeveralSpellingsIsOne() {
    Journey.with(task("t").distinct("o", "comment", "objectId", "9"))
        .does("comment", "objectId", new BigDecimal("1"))
        .does("comment", "objectId", new BigDecimal("1.0"))
        .gives(NO_CHANGE)
        .does("comment", "objectId", new BigDecimal("1e0"))
        .gives(NO_CHANGE)
        .does("comment", "objectId", new BigDecimal("10"))
        .shows("1", "2")
        .does("comment", "objectId", new BigDecimal("1e1"))
        .gives(NO_CHANGE)
        .does("comment", "objectId", new BigDecimal("-1"))
        .shows("2", "3")
        .does("comment", "objectId", new BigDecimal("0"))
        .shows("3", "4")
        .does("comment", "objectId", new BigDecimal("0.000"))
        .gives(NO_CHANGE);
  }

  @Test
  void longValuesAreToldApart() {
    String stem = "x".repeat(1000);
    Journey.with(task("t").distinct("o", "comment", "objectId", "9"))
        .does("comment", "objectId", stem + "1")
        .does("comment", "objectId", stem + "2")
        .shows("1", "2")
        .does("comment", "objectId", stem + "1")
        .gives(NO_CHANGE)
        .does("comment", "objectId", "")
        .shows("2", "3")
        .does("comment", "objectId", "x".repeat(14))
        .does("comment", "objectId", "x".repeat(15))
        .shows("4", "5");
  }

  @Test
  void distinctRefusesWhatIsNeitherTextNorNumber() {
    Journey journey = Journey.with(task("t").distinct("o", "comment", "objectId", "9"));
    journey.does("comment").gives(INVALID_FIELD);
    journey.does("comment", "objectId", null).gives(INVALID_FIELD);
    journey.does("comment", "objectId", true).gives(INVALID_FIELD);
    journey.does("comment", "objectId", List.of("a")).gives(INVALID_FIELD);
    journey.does("comment", "objectId", Map.of("a", "b")).gives(INVALID_FIELD);
    journey.does("comment", "objectId", new BigDecimal("1e31")).gives(INVALID_FIELD);
  }

  @Test
  void anObjectiveAtItsTargetDoesNotChange() {
    Journey.with(task("t").count("o", "comment", "1").count("p", "login", "1"))
        .does("comment")
        .does("comment")
        .gives(NO_CHANGE)
        .shows(Map.of("o", "1", "p", "0"), Map.of("o", "1", "p", "0"));
  }

  @Test
  void anInvalidFieldIsNoticedBeforeTheTarget() {
    Journey.with(task("t").sum("o", "pay", "amount", "1").count("p", "login", "1"))
        .does("pay", "amount", 1)
        .does("pay", "amount", "one")
        .gives(INVALID_FIELD)
        .does("pay", "amount", 1)
        .gives(NO_CHANGE);
  }

  @Test
  void whereReasonsDifferTheFirstObjectivesIsGiven() {
    Journey.with(
            task("t")
                .sum("o", "pay", "amount", "10")
                .sum("p", "pay", "points", "10")
                .count("q", "login", "1"))
        .does("pay", "amount", "x", "points", 0)
        .gives(INVALID_FIELD)
        .does("pay", "amount", 0, "points", "x")
        .gives(NO_CHANGE);
  }

  @Test
  void anObjectiveWhoseFilterIsFalseHasNoSay() {
    Journey.with(task("t").countIf("o", "pay", "false", "1").sum("p", "pay", "amount", "10"))
        .does("pay", "amount", 0)
        .gives(NO_CHANGE);
  }

  @Test
  void anEventMayCountForSeveralObjectives() {
    Journey.with(task("t").count("o", "pay", "5").sum("p", "pay", "amount", "10"))
        .does("pay", "amount", 3)
        .gives(COUNTED)
        .shows(Map.of("o", "0", "p", "0"), Map.of("o", "1", "p", "3"))
        .does("pay")
        .gives(COUNTED)
        .shows(Map.of("o", "1", "p", "3"), Map.of("o", "2", "p", "3"));
  }

  @Test
  void progressNeverShowsMoreThanTheTarget() {
    Journey.with(task("t").sum("o", "pay", "amount", "10").count("p", "login", "1"))
        .does("pay", "amount", 25)
        .shows(Map.of("o", "0", "p", "0"), Map.of("o", "10", "p", "0"));
  }

  @Test
  void progressIsEmittedForWhatCountedOnly() {
    Journey journey =
        Journey.with(
                task("a").count("o", "comment", "2"),
                task("b").audience("false").count("o", "comment", "2"))
            .at("2026-11-22T12:00:00Z")
            .does("comment");
    assertThat(journey.progress()).hasSize(1);
    assertThat(journey.progress().get(0).key()).isEqualTo("u-7/a/-");
    assertThat(journey.progress().get(0).periodEnd()).isNull();
    assertThat(journey.progress().get(0).time()).isEqualTo("2026-11-22T12:00:00Z");
  }
}
