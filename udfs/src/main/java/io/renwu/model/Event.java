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
    Instant receivedAt) {

  /** A builder of an event without attributes, received when it happened. */
  public static Builder of(String eventId, String userId, String behavior, Instant time) {
    return new Builder(eventId, userId, behavior, time);
  }

  /** An event under construction. */
  public static final class Builder {
    private final String eventId;
    private final String userId;
    private final String behavior;
    private final Instant time;
    private @Nullable String timezone;
    private Map<String, Object> attributes = Map.of();
    private Instant receivedAt;

    private Builder(String eventId, String userId, String behavior, Instant time) {
      this.eventId = eventId;
      this.userId = userId;
      this.behavior = behavior;
      this.time = time;
      this.receivedAt = time;
    }

    public Builder timezone(@Nullable String value) {
      timezone = value;
      return this;
    }

    public Builder attributes(Map<String, Object> value) {
      attributes = value;
      return this;
    }

    public Builder receivedAt(Instant value) {
      receivedAt = value;
      return this;
    }

    public Event build() {
      return new Event(eventId, userId, behavior, time, timezone, attributes, receivedAt);
    }
  }
}
