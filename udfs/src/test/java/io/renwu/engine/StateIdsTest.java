package io.renwu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.model.Aggregation;
import io.renwu.model.GrantKey;
import io.renwu.model.Objective;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Names that stand in stored states and in other systems: they must never change. */
class StateIdsTest {

  @Test
  void aTaskIsNamedByTheBeginningOfTheHashOfItsId() {
    // printf check-in | sha256sum
    assertThat(StateIds.ofTask("check-in")).isEqualTo(0xA0823CFAC0BEL);
  }

  @Test
  void anObjectiveIsNamedByIdFunctionAndField() {
    // printf 'o\nSUM\namount' | sha256sum
    assertThat(StateIds.ofObjective(objective("o", Aggregation.Function.SUM, "amount")))
        .isEqualTo(0x7F346001);
    assertThat(StateIds.ofObjective(objective("o", Aggregation.Function.SUM, "b")))
        .isNotEqualTo(0x7F346001);
    assertThat(StateIds.ofObjective(objective("p", Aggregation.Function.SUM, "amount")))
        .isNotEqualTo(0x7F346001);
    assertThat(StateIds.ofObjective(objective("o", Aggregation.Function.COUNT_DISTINCT, "amount")))
        .isNotEqualTo(0x7F346001);
  }

  @Test
  void aGrantIsNamedByWhatItIsFor() {
    assertThat(id("u-7", "check-in", "2026-11-22", 1, null, 1, "points", false))
        .isEqualTo("9a4bd5021bdb961a369f983e20396c1e55a1fedc");
    assertThat(id("u-7", "check-in", "-", 12, 3, 1, null, false))
        .isEqualTo("42df79430343f3e46781f7f93427b53d44d9ac00");
  }

  @Test
  void fieldsOfAGrantDoNotRunIntoOneAnother() {
    assertThat(id("u", "ab", "c", 1, null, 1, "r", false))
        .isNotEqualTo(id("u", "a", "bc", 1, null, 1, "r", false));
    assertThat(id("u", "a", "-", 1, 1, 1, "r", false))
        .isNotEqualTo(id("u", "a", "-", 1, null, 1, "r", false));
    assertThat(id("u", "a", "-", 1, null, 1, "", false))
        .isNotEqualTo(id("u", "a", "-", 1, null, 1, null, false));
  }

  private static Objective objective(String id, Aggregation.Function function, String field) {
    return TaskBuilder.objective(id, "x", null, new Aggregation(function, field), BigDecimal.ONE);
  }

  private static String id(
      String userId,
      String taskId,
      String period,
      long completion,
      Integer tier,
      int attempt,
      String rewardId,
      boolean shadow) {
    return GrantId.of(
        new GrantKey(userId, taskId, period, completion, tier, attempt, rewardId, shadow));
  }
}
