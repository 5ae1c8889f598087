package io.renwu.demo.recount;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * An event, from a usable record.
 *
 * @param timezone null if the event has none
 * @param attributes a JSON object, empty if the event has none
 */
record UserEvent(
    String eventId,
    String userId,
    String behavior,
    Instant time,
    @Nullable ZoneId timezone,
    JsonNode attributes,
    Instant receivedAt) {}
