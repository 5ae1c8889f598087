package io.renwu.engine;

import io.renwu.budget.BudgetLine;
import io.renwu.budget.BudgetRequest;
import io.renwu.budget.BudgetUnit;
import io.renwu.calendar.Calendars;
import io.renwu.calendar.PeriodSpan;
import io.renwu.catalog.CompiledTask;
import io.renwu.catalog.TaskCatalog;
import io.renwu.model.Budget;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Event;
import io.renwu.model.Grant;
import io.renwu.model.Period;
import io.renwu.model.Reward;
import io.renwu.model.Task;
import io.renwu.model.Zones;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks budgets for grants: for all grants of a task with a budget in any version. Not thread-safe.
 */
final class BudgetRequests {
  /** No period is longer than a month, and no two zones are further apart than 26 hours. */
  private static final Duration LONGEST_PERIOD = Duration.ofDays(31 + 2);

  private final Duration memoryHorizon;
  private final Calendars calendars = new Calendars();

  BudgetRequests(Duration memoryHorizon) {
    this.memoryHorizon = memoryHorizon;
  }

  /**
   * Adds the grants of a task for an event; if the task has a budget, those of each completion or
   * tier with a request.
   *
   * @param outcome with at least one grant
   */
  void add(Event event, TaskOutcome outcome, TaskCatalog tasks, List<EarnedGrants> earned) {
    List<Grant> grants = outcome.grants();
    String taskId = grants.get(0).taskId();
    if (!tasks.hasBudget(taskId)) {
      earned.add(new EarnedGrants(grants, null));
      return;
    }
    Task governing = version(tasks, taskId, outcome.version());
    int begin = 0;
    for (int end = 1; end <= grants.size(); end++) {
      if (end == grants.size() || !areEarnedTogether(grants.get(begin), grants.get(end))) {
        List<Grant> group = List.copyOf(grants.subList(begin, end));
        earned.add(new EarnedGrants(group, request(event, governing, tasks, group)));
        begin = end;
      }
    }
  }

  private static boolean areEarnedTogether(Grant first, Grant next) {
    return first.key().isEarnedWith(next.key()) && first.revoked() == next.revoked();
  }

  private BudgetRequest request(Event event, Task governing, TaskCatalog tasks, List<Grant> group) {
    Grant first = group.get(0);
    Task granting = version(tasks, first.taskId(), first.version());
    boolean cancels = governing.cancels() || granting.cancels();
    boolean remembered = cancels || granting.claims();
    return new BudgetRequest(
        lines(tasks.versions(first.taskId()), governing, event),
        first.tier() == null || first.tier() == granting.tiers().size(),
        remembered,
        remembered ? forgetAt(granting, cancels, event.receivedAt()) : null,
        group);
  }

  private static Task version(TaskCatalog tasks, String taskId, int version) {
    CompiledTask compiled = tasks.version(taskId, version);
    return Objects.requireNonNull(compiled, "the version of a grant is in the catalog").task();
  }

  /** The governing version's budgets, and those of lower versions, which continue to count. */
  private List<BudgetLine> lines(List<Task> versions, Task governing, Event event) {
    Map<BudgetUnit, BudgetLine> lines = new LinkedHashMap<>();
    for (Budget budget : governing.budgets()) {
      BudgetLine line = line(budget, budget.limit(), governing, event);
      lines.put(line.unit(), line);
    }
    for (Task version : versions) {
      if (version.version() < governing.version() && version.isShadow() == governing.isShadow()) {
        for (Budget budget : version.budgets()) {
          BudgetLine line = line(budget, BudgetLine.NO_LIMIT, governing, event);
          if (!line.over()) {
            lines.putIfAbsent(line.unit(), line);
          }
        }
      }
    }
    return List.copyOf(lines.values());
  }

  private BudgetLine line(Budget budget, BigDecimal limit, Task governing, Event event) {
    PeriodSpan span = span(budget.per(), governing.period(), event.time());
    Instant forgetAt = budget.per() == CalendarUnit.ALWAYS ? null : span.end().plus(memoryHorizon);
    return new BudgetLine(
        new BudgetUnit(budget.metric(), budget.rewardId(), budget.per(), span.key()),
        limit,
        forgetAt,
        forgetAt != null && !event.receivedAt().isBefore(forgetAt));
  }

  private PeriodSpan span(CalendarUnit per, Period period, Instant time) {
    if (per == CalendarUnit.ALWAYS) {
      return PeriodSpan.ALWAYS;
    }
    ZoneId zone = period.zone() == null ? Zones.UTC : period.zone();
    return calendars.of(per, period, zone).at(time);
  }

  /**
   * The receipt time from which no claim or cancel event can follow; null for never.
   *
   * <pre>
   * claim        : received at most claimWithin + memory horizon after the completion
   * cancel event : received at most lateness + memory horizon after the period's end
   * </pre>
   */
  private @Nullable Instant forgetAt(Task granting, boolean cancels, Instant receivedAt) {
    Duration longest = Duration.ZERO;
    if (cancels) {
      if (granting.period().isEndless()) {
        return null;
      }
      longest = LONGEST_PERIOD.plus(granting.period().allowedLateness());
    }
    for (Reward reward : claimed(granting)) {
      if (reward.claimWithin() == null) {
        return null;
      }
      longest = longest.compareTo(reward.claimWithin()) < 0 ? reward.claimWithin() : longest;
    }
    return receivedAt.plus(longest).plus(memoryHorizon);
  }

  private static List<Reward> claimed(Task task) {
    return task.allRewards().filter(reward -> reward.delivery() == Reward.Delivery.CLAIM).toList();
  }
}
