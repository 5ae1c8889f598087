package io.renwu.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CostsTest {
  private static final String POINTS = "'rewards':[{'rewardId':'p','type':'POINTS','amount':2.5}]";
  private static final String WEEK =
      "'schedule':{'startAt':'2026-12-07T00:00:00Z','endAt':'2026-12-14T00:00:00Z'}";
  private static final String DAILY = "'period':{'unit':'DAY'}";

  @Test
  void theCostIsUsersTimesPeriodsTimesAmount() {
    assertThat(costs("", POINTS)).containsExactly("POINTS 250 of NONE, 250");
    assertThat(costs("", POINTS, DAILY)).containsExactly("POINTS 250 of DAY, null");
    assertThat(costs("", POINTS, DAILY, WEEK)).containsExactly("POINTS 250 of DAY, 1750");
    assertThat(costs("", POINTS, DAILY, WEEK, "'recurrence':{'policy':'ONCE'}"))
        .containsExactly("POINTS 250 of DAY, 250");
    String repeat = "'recurrence':{'policy':'REPEAT'%s}";
    assertThat(costs("", POINTS, DAILY, WEEK, repeat.formatted(",'maxCompletions':3")))
        .containsExactly("POINTS 750 of DAY, 5250");
    assertThat(costs("", POINTS, DAILY, WEEK, repeat.formatted("")))
        .containsExactly("POINTS null of DAY, null");
    assertThat(
            costs(
                "'frequencyLimit':{'limit':9,'per':'DAY'}",
                POINTS,
                DAILY,
                WEEK,
                repeat.formatted("")))
        .containsExactly("POINTS 750 of DAY, 5250");
  }

  /** A week touches nine local days if all zones of the world are counted. */
  @Test
  void daysInTheUsersZonesAreCountedAroundTheWorld() {
    assertThat(costs("", POINTS, "'period':{'unit':'DAY','zone':'USER'}", WEEK))
        .containsExactly("POINTS 250 of DAY, 2250");
  }

  @Test
  void limitsAndBudgetsBoundTheCost() {
    String limits = "'limits':[{%s}]";
    assertThat(
            costs(
                "",
                POINTS,
                DAILY,
                WEEK,
                limits.formatted("'entity':'USER','metric':'COMPLETIONS','per':'WEEK','limit':2")))
        .containsExactly("POINTS 250 of DAY, 500");
    assertThat(
            costs(
                "",
                POINTS,
                DAILY,
                WEEK,
                limits.formatted("'entity':'TASK','metric':'COMPLETIONS','per':'DAY','limit':10")))
        .containsExactly("POINTS 25 of DAY, 175");
    assertThat(
            costs(
                "",
                POINTS,
                DAILY,
                limits.formatted(
                    "'entity':'TASK','metric':'AMOUNT','rewardId':'p','per':'TOTAL','limit':99")))
        .containsExactly("POINTS 99 of DAY, 99");
  }

  @Test
  void aRolloutCostsItsShareOfTheUsers() {
    assertThat(costs("", POINTS, "'audience':{'rollout':{'percent':33.3}}"))
        .containsExactly("POINTS 85 of NONE, 85");
  }

  @Test
  void tiersAddUpByType() {
    String tiers =
        "'tiers':[{'target':1,'rewards':[{'rewardId':'a','type':'POINTS','amount':1}]},"
            + "{'target':2,'rewards':[{'rewardId':'b','type':'POINTS','amount':2},"
            + "{'rewardId':'c','type':'BADGE'}]}]";
    assertThat(
            costs(
                "",
                tiers,
                "'limits':[{'entity':'TASK','metric':'COMPLETIONS','per':'TOTAL','limit':10}]"))
        .containsExactly("POINTS 120 of NONE, 120", "BADGE 10 of NONE, 10");
  }

  @Test
  void aTaskThatIsNotActiveCostsNothing() {
    assertThat(costs("", POINTS, "'status':'SHADOW'")).isEmpty();
  }

  /** The costs of a hundred users. */
  private static List<String> costs(String objective, String... task) {
    String document = LinterTest.document("a", "3", objective, String.join(",", task));
    String text = document.contains("tiers") ? document.replace("\"target\":3", "") : document;
    return Costs.of(LinterTest.tasks(List.of(text.replace(",}", "}").replace(",,", ","))), 100)
        .stream()
        .map(
            cost ->
                cost.type()
                    + " "
                    + (cost.perPeriod() == null
                        ? null
                        : cost.perPeriod().stripTrailingZeros().toPlainString())
                    + " of "
                    + cost.period().periodName()
                    + ", "
                    + (cost.inAll() == null
                        ? null
                        : cost.inAll().stripTrailingZeros().toPlainString()))
        .toList();
  }
}
