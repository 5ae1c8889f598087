package io.renwu.engine;

import io.renwu.calendar.PeriodKey;
import java.time.Instant;

/**
 * A reward that waits to be claimed.
 *
 * @param period {@link PeriodKey}
 * @param tier from 1; 0 for none
 * @param version under which it was earned
 * @param reward the index among the rewards of the completion or tier
 * @param time of the completing event
 */
public record PendingClaim(
    long period, long completion, int tier, int attempt, int version, int reward, Instant time) {}
