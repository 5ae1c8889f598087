package io.renwu.engine;

import static io.renwu.engine.TaskBuilder.decimal;
import static io.renwu.engine.TaskBuilder.reward;
import static io.renwu.engine.TaskBuilder.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.budget.BudgetLine;
import io.renwu.budget.BudgetRequest;
import io.renwu.catalog.TaskCatalog;
import io.renwu.model.Budget;
import io.renwu.model.Budget.Metric;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Event;
import io.renwu.model.Grant;
import io.renwu.model.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetRequestsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration HORIZON = EngineSettings.DEFAULTS.memoryHorizon();

  private final TaskEngine engine = new TaskEngine(EngineSettings.DEFAULTS);
  private TaskCatalog catalog = TaskCatalog.empty();
  private UserState state = UserState.empty();

  @Test
  void grantsOfTasksWithoutBudgetsAreFinal() {
    publish(task("a").count("o", "x", "1").rewards(reward("r", "1")));
    publish(
        task("b")
            .count("o", "x", "1")
            .rewards(reward("r", "1"))
            .budget(completions(CalendarUnit.ALWAYS)));
    Parted parted = take("e-1", NOON, NOON);
    assertThat(parted.granted()).extracting(Grant::taskId).containsExactly("a");
    assertThat(parted.requests()).extracting(BudgetRequest::key).containsExactly("b");
  }

  @Test
  void eachCompletionAsksForItselfWithAllOfItsRecords() {
    publish(
        task("t")
            .count("o", "x", "1")
            .repeat()
            .rewards(reward("r", "1"), reward("s", "2"))
            .budget(completions(CalendarUnit.ALWAYS)));
    publish(task("u").sum("o", "x", "n", "1").repeat().budget(completions(CalendarUnit.ALWAYS)));
    Parted parted = take("e-1", NOON, NOON);
    assertThat(parted.requests()).hasSize(1 + 3);
    assertThat(parted.requests().get(0).grants()).hasSize(2);
    assertThat(parted.requests()).extracting(BudgetRequest::completes).containsOnly(true);
  }

  @Test
  void ofTiersOnlyTheLastCompletes() {
    publish(
        task("t")
            .count("o", "x", "2")
            .tier("1", reward("r", "1"))
            .tier("2", reward("s", "1"))
            .budget(completions(CalendarUnit.ALWAYS)));
    assertThat(take("e-1", NOON, NOON).requests())
        .extracting(BudgetRequest::completes)
        .containsExactly(false);
    assertThat(take("e-2", NOON, NOON).requests())
        .extracting(BudgetRequest::completes)
        .containsExactly(true);
  }

  @Test
  void aUnitIsThatOfTheTasksZoneAndDayStart() {
    Instant early = Instant.parse("2026-11-22T19:59:59Z");
    publish(
        task("t")
            .count("o", "x", "1")
            .per(CalendarUnit.DAY, "Asia/Shanghai", "04:00", "P9D")
            .budget(completions(CalendarUnit.DAY)));
    publish(
        task("u")
            .count("o", "x", "1")
            .per(CalendarUnit.DAY, "USER", "00:00", "P9D")
            .budget(completions(CalendarUnit.DAY)));
    List<BudgetRequest> before = take("e-1", early, early).requests();
    List<BudgetRequest> after = take("e-2", early.plusSeconds(1), early.plusSeconds(1)).requests();
    assertThat(line(before.get(0)).forgetAt()).isEqualTo(early.plusSeconds(1).plus(HORIZON));
    assertThat(line(after.get(0)).unit().unit()).isGreaterThan(line(before.get(0)).unit().unit());
    assertThat(line(before.get(1)).forgetAt())
        .isEqualTo(Instant.parse("2026-11-23T00:00:00Z").plus(HORIZON));
  }

  @Test
  void aUnitIsOverWhenTheEventIsReceivedTheMemoryHorizonLater() {
    publish(task("t").count("o", "x", "1").repeat().budget(completions(CalendarUnit.DAY)));
    Instant over = Instant.parse("2026-11-23T00:00:00Z").plus(HORIZON);
    assertThat(line(take("e-1", NOON, over.minusMillis(1)).requests().get(0)).over()).isFalse();
    assertThat(line(take("e-2", NOON, over).requests().get(0)).over()).isTrue();
  }

  @Test
  void whatABudgetOfALowerVersionBoundsIsCountedOn() {
    publish(task("t").count("o", "x", "1").repeat().budget(completions(CalendarUnit.ALWAYS)));
    BudgetLine bounded = line(take("e-1", NOON, NOON).requests().get(0));
    publish(task("t").version(2).count("o", "x", "1").repeat());
    BudgetLine counted = line(take("e-2", NOON, NOON).requests().get(0));
    assertThat(counted.unit()).isEqualTo(bounded.unit());
    assertThat(counted.limit()).isEqualTo(BudgetLine.NO_LIMIT);
  }

  @Test
  void aBudgetOfALowerVersionRefusesNothing() {
    publish(task("t").count("o", "x", "1").repeat().budget(completions(CalendarUnit.DAY)));
    publish(task("t").version(2).count("o", "x", "1").repeat());
    Instant after = Instant.parse("2026-11-23T00:00:00Z").plus(HORIZON);
    assertThat(take("e-1", NOON, after).requests().get(0).lines()).isEmpty();
  }

  @Test
  void aShadowsBudgetIsNotThatOfTheRealWorld() {
    publish(
        task("t")
            .status(Task.Status.SHADOW)
            .count("o", "x", "1")
            .repeat()
            .budget(completions(CalendarUnit.ALWAYS)));
    publish(task("t").version(2).count("o", "x", "1").repeat());
    assertThat(take("e-1", NOON, NOON).requests().get(0).lines()).isEmpty();
  }

  @Test
  void whereNothingCanFollowNothingIsRemembered() {
    publish(task("t").count("o", "x", "1").budget(completions(CalendarUnit.ALWAYS)));
    assertThat(take("e-1", NOON, NOON).requests().get(0).remembered()).isFalse();
  }

  private static BudgetLine line(BudgetRequest request) {
    assertThat(request.lines()).hasSize(1);
    return request.lines().get(0);
  }

  private static Budget completions(CalendarUnit per) {
    return new Budget(Metric.COMPLETIONS, null, per, decimal("7"));
  }

  private void publish(TaskBuilder task) {
    catalog = catalog.offer(task.build()).catalog();
  }

  private record Parted(List<Grant> granted, List<BudgetRequest> requests) {}

  private Parted take(String eventId, Instant time, Instant receivedAt) {
    Event event = new Event(eventId, "u", "x", time, null, Map.of("n", decimal("3")), receivedAt);
    EventOutcome outcome = engine.decide(state, event, catalog, LargeSets.NONE);
    state = outcome.state();
    List<Grant> granted = new ArrayList<>();
    List<BudgetRequest> requests = new ArrayList<>();
    for (EarnedGrants earned : outcome.earned()) {
      if (earned.request() == null) {
        granted.addAll(earned.grants());
      } else {
        assertThat(earned.request().grants()).isEqualTo(earned.grants());
        requests.add(earned.request());
      }
    }
    return new Parted(granted, requests);
  }
}
