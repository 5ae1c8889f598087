package io.renwu.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.renwu.model.Aggregation;
import io.renwu.model.Aggregation.Function;
import io.renwu.model.Budget;
import io.renwu.model.Budget.Metric;
import io.renwu.model.CalendarUnit;
import io.renwu.model.FrequencyLimit;
import io.renwu.model.Objective;
import io.renwu.model.Reward;
import io.renwu.model.Task;
import io.renwu.model.UserLimit;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the fields beyond simple counting are read. */
class WholeLanguageTest {
  private static final String ONE = "'objectives':[{'id':'o','behaviors':['b'],'target':1}]";

  @Test
  void readsEachPart() {
    Task task =
        task(
            """
            'status':'SHADOW','completion':'SEQUENCE','clawback':'FULL',
            'changePolicy':{'inFlight':'NEXT_PERIOD'},
            'objectives':[
              {'id':'days','behaviors':['check-in'],'target':7,'cancelBehaviors':['undo'],
               'cancelKey':'day.id','aggregation':{'function':'STREAK','unit':'DAY','freezes':2},
               'frequencyLimit':{'limit':5,'per':'HOUR'}},
              {'id':'best','behaviors':['play'],'target':9.5,
               'aggregation':{'function':'MAX','field':'score'}}],
            'limits':[{'entity':'USER','metric':'COMPLETIONS','per':'WEEK','limit':5},
                      {'entity':'TASK','metric':'COMPLETIONS','per':'TOTAL','limit':0},
                      {'entity':'TASK','metric':'AMOUNT','rewardId':'r','per':'MONTH','limit':10.50}],
            'rewards':[{'rewardId':'r','type':'X','delivery':'CLAIM','claimWithin':'P2W'}]
            """);
    assertThat(task.status()).isEqualTo(Task.Status.SHADOW);
    assertThat(task.completion()).isEqualTo(Task.Completion.SEQUENCE);
    assertThat(task.clawback()).isEqualTo(Task.Clawback.FULL);
    assertThat(task.inFlight()).isEqualTo(Task.InFlight.NEXT_PERIOD);
    assertThat(task.objectives())
        .containsExactly(
            Objective.of("days", List.of("check-in"), BigDecimal.valueOf(7))
                .aggregation(new Aggregation(Function.STREAK, null, CalendarUnit.DAY, 2))
                .frequencyLimit(new FrequencyLimit(5, CalendarUnit.HOUR))
                .cancel(List.of("undo"), "day.id")
                .build(),
            Objective.of("best", List.of("play"), new BigDecimal("9.5"))
                .aggregation(new Aggregation(Function.MAX, "score"))
                .build());
    assertThat(task.userLimits()).containsExactly(new UserLimit(CalendarUnit.WEEK, 5));
    assertThat(task.budgets())
        .containsExactly(
            new Budget(Metric.COMPLETIONS, null, CalendarUnit.ALWAYS, BigDecimal.ZERO),
            new Budget(Metric.AMOUNT, "r", CalendarUnit.MONTH, new BigDecimal("10.5")));
    assertThat(task.rewards())
        .extracting(Reward::delivery, Reward::claimWithin)
        .containsExactly(tuple(Reward.Delivery.CLAIM, Duration.ofDays(14)));
  }

  @Test
  void absentFieldsHaveTheirDefaults() {
    Task task = task(ONE);
    assertThat(task.clawback()).isEqualTo(Task.Clawback.NONE);
    assertThat(task.inFlight()).isEqualTo(Task.InFlight.MIGRATE);
    assertThat(task.userLimits()).isEmpty();
    assertThat(task.budgets()).isEmpty();
    assertThat(task.objectives().get(0).frequencyLimit()).isNull();
    assertThat(task.objectives().get(0).cancelBehaviors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'limits':[]",
        "'limits':null",
        "'clawback':null,'changePolicy':{}",
        "'clawback':'FULL'",
        "'rewards':[{'rewardId':'r','type':'X','delivery':'CLAIM'}]",
        "'recurrence':{'policy':'REPEAT'},'clawback':'NONE'",
        "'limits':[{'entity':'TASK','metric':'COMPLETIONS','per':'DAY','limit':9e15}]",
        "'limits':[{'entity':'USER','metric':'COMPLETIONS','per':'DAY','limit':1},"
            + "{'entity':'USER','metric':'COMPLETIONS','per':'WEEK','limit':1}]",
      })
  void isAccepted(String fields) {
    assertThat(task(ONE + "," + fields)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'cancelBehaviors':[]",
        "'cancelBehaviors':null,'cancelKey':null",
        "'cancelBehaviors':['c'],'cancelKey':'a.b'",
        "'cancelBehaviors':['c'],'aggregation':{'function':'COUNT_DISTINCT','field':'a'}",
        "'aggregation':{'function':'MAX','field':'a'}",
        "'aggregation':{'function':'STREAK','unit':'WEEK','freezes':0}",
        "'frequencyLimit':null",
      })
  void isAcceptedInAnObjective(String fields) {
    assertThat(task("'objectives':[{'id':'o','behaviors':['b'],'target':1," + fields + "}]"))
        .isNotNull();
  }

  private static Task task(String fields) {
    String json = "{'taskId':'t','version':1," + fields + "}";
    ParsedDocument document =
        TaskDocuments.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)).get(0);
    assertThat(document.violations()).isEmpty();
    return document.task();
  }
}
