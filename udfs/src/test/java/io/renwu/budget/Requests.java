package io.renwu.budget;

import io.renwu.model.Budget.Metric;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Grant;
import io.renwu.model.GrantKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Builds requests and grants for tests. */
public final class Requests {
  public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  public static final Instant LATER = NOON.plusSeconds(90L * 24 * 3600);

  private Requests() {}

  public static Grant grant(String user, int completion, String reward, String amount) {
    GrantKey key = GrantKey.of(user, "t", "-", completion).rewardId(reward).build();
    BigDecimal number = amount == null ? null : new BigDecimal(amount).stripTrailingZeros();
    return Grant.of(user + "/" + completion + "/" + reward, key)
        .reward("POINTS", number, Map.of())
        .eventId("e")
        .time(NOON)
        .build();
  }

  public static Grant revoked(Grant grant) {
    return grant.but().revoked(true).eventId("c").build();
  }

  static BudgetLine completions(CalendarUnit per, long unit, long limit) {
    return line(new BudgetUnit(Metric.COMPLETIONS, null, per, unit), BigDecimal.valueOf(limit));
  }

  static BudgetLine amount(String reward, CalendarUnit per, long unit, String limit) {
    return line(new BudgetUnit(Metric.AMOUNT, reward, per, unit), new BigDecimal(limit));
  }

  /** A budget of points for a day and a total of completions. */
  public static List<BudgetLine> dayAndTotal(String points, long completions) {
    return List.of(
        amount("points", CalendarUnit.DAY, 1, points),
        completions(CalendarUnit.ALWAYS, 0, completions));
  }

  private static BudgetLine line(BudgetUnit unit, BigDecimal limit) {
    return new BudgetLine(unit, limit, unit.per() == CalendarUnit.ALWAYS ? null : LATER, false);
  }

  /** A request of a completion, which may be claimed or withdrawn later. */
  public static BudgetRequest request(List<BudgetLine> lines, Grant... grants) {
    return new BudgetRequest(lines, true, true, LATER, List.of(grants));
  }

  public static BudgetRequest total(long limit, Grant... grants) {
    return request(List.of(completions(CalendarUnit.ALWAYS, 0, limit)), grants);
  }
}
