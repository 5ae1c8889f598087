package io.renwu.budget;

import io.renwu.model.Budget.Metric;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Grant;
import io.renwu.model.Grant.Outcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Requests in a few words. */
public final class Requests {
  public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  public static final Instant LATER = NOON.plusSeconds(90L * 24 * 3600);

  private Requests() {}

  public static Grant grant(String user, int completion, String reward, String amount) {
    return new Grant(
        user + "/" + completion + "/" + reward,
        user,
        "t",
        1,
        "-",
        completion,
        null,
        1,
        reward,
        "POINTS",
        amount == null ? null : new BigDecimal(amount).stripTrailingZeros(),
        Map.of(),
        Outcome.GRANTED,
        false,
        false,
        "e",
        NOON);
  }

  public static Grant revoked(Grant grant) {
    return new Grant(
        grant.grantId(),
        grant.userId(),
        grant.taskId(),
        grant.version(),
        grant.period(),
        grant.completion(),
        grant.tier(),
        grant.attempt(),
        grant.rewardId(),
        grant.type(),
        grant.amount(),
        grant.attributes(),
        grant.outcome(),
        grant.shadow(),
        true,
        "c",
        grant.time());
  }

  static BudgetLine completions(CalendarUnit per, long unit, long limit) {
    return line(new BudgetUnit(Metric.COMPLETIONS, null, per, unit), BigDecimal.valueOf(limit));
  }

  static BudgetLine amount(String reward, CalendarUnit per, long unit, String limit) {
    return line(new BudgetUnit(Metric.AMOUNT, reward, per, unit), new BigDecimal(limit));
  }

  /** An amount of points in a day, and a number of completions in all. */
  public static List<BudgetLine> dayAndTotal(String points, long completions) {
    return List.of(
        amount("points", CalendarUnit.DAY, 1, points), completions(CalendarUnit.ALWAYS, 0, completions));
  }

  private static BudgetLine line(BudgetUnit unit, BigDecimal limit) {
    return new BudgetLine(unit, limit, unit.per() == CalendarUnit.ALWAYS ? null : LATER, false);
  }

  /** Of a completion itself, to which more may follow. */
  public static BudgetRequest request(List<BudgetLine> lines, Grant... grants) {
    return new BudgetRequest(lines, true, true, LATER, List.of(grants));
  }

  public static BudgetRequest total(long limit, Grant... grants) {
    return request(List.of(completions(CalendarUnit.ALWAYS, 0, limit)), grants);
  }
}
