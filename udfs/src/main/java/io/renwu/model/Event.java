package io.renwu.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A checked event: one thing that one user did.
 *
 * @param eventId the producer's id of the event, 1 to 128 code points
 * @param userId the user, 1 to 128 code points
 * @param behavior the behavior's type, {@link Behaviors#isName}
 * @param time when it happened
 * @param timezone the user's IANA zone, or null
 * @param attributes any JSON object: values are {@link String}, {@link java.math.BigDecimal},
 *     {@link Boolean}, {@link java.util.List}, {@link Map} or null; must not be modified
 * @param receivedAt when Kafka received it: the record's timestamp
 */
public record Event(
    String eventId,
    String userId,
    String behavior,
    Instant time,
    @Nullable String timezone,
    Map<String, Object> attributes,
    Instant receivedAt) {}
