package io.renwu.cli.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Time that goes on, an event, or several alike; and what is expected of them.
 *
 * @param line where it begins, from 1
 * @param at sets the clock, or null
 * @param after puts the clock on, or null; with neither, it goes on by a second
 * @param behavior of the event, or null for none
 * @param eventId null for one that no other event has
 * @param receivedAfter how much later than it happened the event is received
 * @param times how many events, each a second after the one before; an id given stays the same
 * @param expect of the step's events together, or null
 */
public record TestStep(
    int line,
    @Nullable Instant at,
    @Nullable Duration after,
    @Nullable String behavior,
    @Nullable String userId,
    @Nullable String timezone,
    @Nullable String eventId,
    Map<String, Object> attributes,
    Duration receivedAfter,
    int times,
    @Nullable ExpectedOutputs expect) {}
