package io.renwu.lint;

import io.renwu.model.CalendarUnit;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The most that a task can grant of one type of reward.
 *
 * @param period the unit of the task's period; {@code NONE} where there is none
 * @param perPeriod in one period, or null without a bound
 * @param inAll in the whole schedule, or null without a bound
 */
public record Cost(
    String taskId,
    @Nullable String type,
    CalendarUnit period,
    @Nullable BigDecimal perPeriod,
    @Nullable BigDecimal inAll) {}
