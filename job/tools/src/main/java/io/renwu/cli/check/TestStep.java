package io.renwu.cli.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step of a test: advances the clock, and sends one or more equal events.
 *
 * @param line its first line, from 1
 * @param at the time to which the clock is set
 * @param after how far the clock advances; one second if both this and {@code at} are null
 * @param behavior the behavior of the event; null for no event
 * @param eventId the id of all events of the step; null for unique ids
 * @param receivedAfter the time from the event to its receipt
 * @param times the number of events, one second apart
 * @param expect the outputs of all events of the step; null if they are not checked
 */
public record TestStep(
    int line,
    @Nullable Instant at,
    @Nullable Duration after,
    @Nullable String behavior,
    String userId,
    @Nullable String timezone,
    @Nullable String eventId,
    Map<String, Object> attributes,
    Duration receivedAfter,
    int times,
    @Nullable ExpectedOutputs expect) {}
