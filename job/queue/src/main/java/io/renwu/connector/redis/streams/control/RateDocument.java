package io.renwu.connector.redis.streams.control;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.renwu.connector.redis.streams.LaneTopics;
import io.renwu.limit.Lane;
import io.renwu.limit.Lanes;
import io.renwu.limit.RateSchedule;
import io.renwu.limit.ReadRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The control document: the rules by which the queue is read.
 *
 * @param version 1 or more, incremented by every change
 * @param rate records a second over all readers, 0 or more; null = unlimited
 * @param paused whether nothing is read, at any rate
 * @param burstMillis how long unused tokens may accumulate, 1 or more; null = 100
 * @param lanes the lanes; null = one lane for all topics
 * @param floor the share that the other lanes keep beside a strict lane, 0 or more and less than 1;
 *     null = 0
 * @param schedule rates by wall-clock time; they replace {@code rate} while a span applies; null =
 *     none
 * @param adaptive how the rate follows the lag of downstream consumers, never above the other
 *     rates; null = it does not
 * @param by who set it
 * @param at when it was set, RFC 3339
 * @param reason why it was set; may be empty
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RateDocument(
    long version,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Double rate,
    boolean paused,
    @Nullable Long burstMillis,
    @Nullable List<LaneDocument> lanes,
    @Nullable Double floor,
    @Nullable ScheduleDocument schedule,
    @Nullable AdaptiveDocument adaptive,
    String by,
    String at,
    String reason) {
  /** The default name of the lane for topics that no lane names. */
  public static final String OTHERS = "others";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  public RateDocument {
    if (version < 1) {
      throw new IllegalArgumentException("found version " + version + ", expected 1 or more");
    }
    if (rate != null && !(rate >= 0 && rate < Double.MAX_VALUE)) {
      throw new IllegalArgumentException("found rate " + rate + ", expected 0 or more, or null");
    }
    if (burstMillis != null && burstMillis < 1) {
      throw new IllegalArgumentException(
          "found burstMillis " + burstMillis + ", expected 1 or more");
    }
    if (lanes != null && lanes.isEmpty()) {
      throw new IllegalArgumentException("found no lanes, expected one or more, or null");
    }
    lanes = lanes == null ? null : List.copyOf(lanes);
    by = by == null ? "" : by;
    at = at == null ? "" : at;
    reason = reason == null ? "" : reason;
    lanes(lanes, floor);
    topics(lanes);
  }

  /** A document without lanes, schedule and adaptive rate. */
  public static RateDocument of(
      long version, @Nullable Double rate, boolean paused, String by, String at, String reason) {
    return new RateDocument(version, rate, paused, null, null, null, null, null, by, at, reason);
  }

  /**
   * Reads a document.
   *
   * @throws IllegalArgumentException if the text is not a document, with the reason
   */
  public static RateDocument parse(String json) {
    if (json.isBlank()) {
      throw new IllegalArgumentException("found an empty text, expected an object");
    }
    try {
      RateDocument document = JSON.readValue(json, RateDocument.class);
      if (document == null) {
        throw new IllegalArgumentException("found null, expected an object");
      }
      return document;
    } catch (JsonMappingException e) {
      throw new IllegalArgumentException(path(e) + message(e), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static String message(JsonMappingException failure) {
    if (failure.getCause() instanceof IllegalArgumentException own) {
      return requireNonNullElse(own.getMessage(), own.toString());
    }
    if (failure instanceof UnrecognizedPropertyException) {
      return "found an unknown field";
    }
    if (failure instanceof MismatchedInputException other) {
      return "found a value of another type, expected " + kind(other.getTargetType());
    }
    return failure.getOriginalMessage().lines().findFirst().orElse("not readable");
  }

  private static String kind(Class<?> type) {
    if (type == null) {
      return "the type that docs/rate.md names";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    if (type == String.class) {
      return "a string";
    }
    return List.class.isAssignableFrom(type) ? "an array" : "an object";
  }

  private static String path(JsonMappingException failure) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : failure.getPath()) {
      path.append('/').append(step.getFieldName() == null ? step.getIndex() : step.getFieldName());
    }
    return path.isEmpty() ? "" : path + ": ";
  }

  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same rules as another version, with who set it, when, and why. */
  public RateDocument signed(long newVersion, String newBy, String newAt, String newReason) {
    return new RateDocument(
        newVersion,
        rate,
        paused,
        burstMillis,
        lanes,
        floor,
        schedule,
        adaptive,
        newBy,
        newAt,
        newReason);
  }

  /** The same rules with another rate and burst. */
  public RateDocument withRate(@Nullable Double newRate, @Nullable Long newBurstMillis) {
    return new RateDocument(
        version, newRate, paused, newBurstMillis, lanes, floor, schedule, adaptive, by, at, reason);
  }

  /** The same rules, paused or not. */
  public RateDocument withPaused(boolean newPaused) {
    return new RateDocument(
        version, rate, newPaused, burstMillis, lanes, floor, schedule, adaptive, by, at, reason);
  }

  /** The same rules with other lanes; null = one for all. */
  public RateDocument withLanes(@Nullable List<LaneDocument> newLanes, @Nullable Double newFloor) {
    return new RateDocument(
        version, rate, paused, burstMillis, newLanes, newFloor, schedule, adaptive, by, at, reason);
  }

  /** The same rules with another schedule; null = none. */
  public RateDocument withSchedule(@Nullable ScheduleDocument newSchedule) {
    return new RateDocument(
        version, rate, paused, burstMillis, lanes, floor, newSchedule, adaptive, by, at, reason);
  }

  /** The same rules with another adaptive rate; null = none. */
  public RateDocument withAdaptive(@Nullable AdaptiveDocument newAdaptive) {
    return new RateDocument(
        version, rate, paused, burstMillis, lanes, floor, schedule, newAdaptive, by, at, reason);
  }

  /** The rates by wall-clock time, if there are any. */
  public Optional<RateSchedule> rates() {
    return Optional.ofNullable(schedule).map(ScheduleDocument::schedule);
  }

  /**
   * The rules for readers.
   *
   * @param readersVersion the number of this version at the readers
   */
  public ReadRules rules(long readersVersion, double perSecond) {
    return new ReadRules(
        readersVersion,
        perSecond,
        paused,
        burstMillis == null ? ReadRules.DEFAULT_BURST : Duration.ofMillis(burstMillis),
        lanes(lanes, floor));
  }

  /** The lane of each topic. */
  public LaneTopics topics() {
    return topics(lanes);
  }

  private static Lanes lanes(@Nullable List<LaneDocument> lanes, @Nullable Double floor) {
    if (lanes == null) {
      return Lanes.ONE;
    }
    List<Lane> all = new ArrayList<>(lanes.stream().map(LaneDocument::lane).toList());
    if (lanes.stream().noneMatch(lane -> lane.topics().contains(LaneDocument.OTHERS))) {
      all.add(new Lane(OTHERS, 1, false, Double.POSITIVE_INFINITY));
    }
    return new Lanes(all, floor == null ? 0 : floor);
  }

  private static LaneTopics topics(@Nullable List<LaneDocument> lanes) {
    if (lanes == null) {
      return LaneTopics.ONE;
    }
    Map<String, Integer> indexes = new HashMap<>();
    for (int lane = 0; lane < lanes.size(); lane++) {
      for (String topic : lanes.get(lane).topics()) {
        if (indexes.put(topic, lane) != null) {
          throw new IllegalArgumentException("found topic " + topic + " in two lanes");
        }
      }
    }
    Integer others = indexes.remove(LaneDocument.OTHERS);
    return new LaneTopics(indexes, others == null ? lanes.size() : others);
  }
}
