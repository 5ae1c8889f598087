package io.renwu.demo.recount;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A record that can be used.
 *
 * @param timezone null where the event tells none
 * @param attributes an object, empty where the event has none
 */
record UserEvent(
    String eventId,
    String userId,
    String behavior,
    Instant time,
    @Nullable ZoneId timezone,
    JsonNode attributes,
    Instant receivedAt) {}
