package io.renwu.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One behaviour of one user, checked.
 *
 * @param eventId the producer's id of the event, 1 to 128 code points
 * @param userId the user, 1 to 128 code points
 * @param behavior the behaviour's type, {@link Behaviors#isName}
 * @param time when it happened
 * @param timezone the user's own IANA zone, or null
 * @param attributes any JSON object: values are {@link String}, {@link java.math.BigDecimal},
 *     {@link Boolean}, {@link java.util.List}, {@link Map} or null; never null itself, not to be
 *     changed
 * @param receivedAt when the site's log took it in (the Kafka record's timestamp)
 */
public record Event(
    String eventId,
    String userId,
    String behavior,
    Instant time,
    @Nullable String timezone,
    Map<String, Object> attributes,
    Instant receivedAt) {}
