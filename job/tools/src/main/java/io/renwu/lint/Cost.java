package io.renwu.lint;

import io.renwu.model.CalendarUnit;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The most that a task can grant of one type of reward.
 *
 * @param period the unit of the task's period
 * @param perPeriod in one period; null without a bound
 * @param inAll in the whole schedule; null without a bound
 */
public record Cost(
    String taskId,
    String type,
    CalendarUnit period,
    @Nullable BigDecimal perPeriod,
    @Nullable BigDecimal inAll) {}
