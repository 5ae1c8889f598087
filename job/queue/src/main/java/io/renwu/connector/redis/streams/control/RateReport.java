package io.renwu.connector.redis.streams.control;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.renwu.limit.AdaptiveRate.Course;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The status document: the last report on the achieved rate.
 *
 * @param at when it was made, RFC 3339
 * @param version of the control document in force; 0 = there is none
 * @param rate in force, by the document, its schedule and what comes behind; null = unlimited
 * @param span the name of the schedule's span that holds, or null
 * @param paused nothing is taken, whatever the rate
 * @param problem what is wrong with a control document that is not in force, or null
 * @param loss what Redis lost of the rules since they were set, and what holds instead, or null
 * @param losses how often Redis lost the rules since the job began
 * @param adapted how the rate follows what comes behind, or null: it does not
 * @param achieved what is taken of the whole
 * @param depth offsets between the readers and the ends of their streams
 * @param drainSeconds until nothing waits, if all goes on as it does; 0 = nothing waits; null =
 *     what waits does not grow less
 * @param unusedTokens that nobody took in time, or that expired with readers
 * @param streams known streams
 * @param lanes how each lane fares
 * @param readers the last word of each reader that takes part
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RateReport(
    String at,
    long version,
    @Nullable Double rate,
    @Nullable String span,
    boolean paused,
    @Nullable String problem,
    @Nullable String loss,
    long losses,
    @Nullable Adapted adapted,
    Achieved achieved,
    long depth,
    @Nullable Double drainSeconds,
    long unusedTokens,
    int streams,
    List<LaneLine> lanes,
    List<ReaderLine> readers) {
  private static final JsonMapper JSON = new JsonMapper();

  public RateReport {
    achieved = achieved == null ? Achieved.NOTHING : achieved;
    lanes = lanes == null ? List.of() : List.copyOf(lanes);
    readers = readers == null ? List.of() : List.copyOf(readers);
  }

  /**
   * Records a second, in tenths.
   *
   * @param over1s over the last second
   * @param over10s over the last ten
   * @param over60s over the last sixty
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Achieved(double over1s, double over10s, double over60s) {
    public static final Achieved NOTHING = new Achieved(0, 0, 0);

    public Achieved {
      over1s = tenths(over1s);
      over10s = tenths(over10s);
      over60s = tenths(over60s);
    }
  }

  /**
   * The state of the adaptive rate.
   *
   * @param signal what is read
   * @param lag what it last said; null = it was not read yet
   * @param readAt when it said so, RFC 3339, or null
   * @param perSecond the rate that it asks for, between floor and ceiling, in tenths
   * @param course what the rate does, and why
   * @param problem why the signal cannot be read now, or null
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Adapted(
      String signal,
      @Nullable Double lag,
      @Nullable String readAt,
      double perSecond,
      Course course,
      @Nullable String problem) {
    public Adapted {
      perSecond = tenths(perSecond);
    }
  }

  /**
   * The state of a lane.
   *
   * @param lane its name
   * @param ready records that readers hold for it
   * @param achieved what is taken of it
   * @param waitP50Millis between receipt and taking, of half of the records that a reader took
   *     last; of the reader where it is longest
   * @param waitP99Millis the same of 99 of 100
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record LaneLine(
      String lane, long ready, Achieved achieved, long waitP50Millis, long waitP99Millis) {
    public LaneLine {
      achieved = achieved == null ? Achieved.NOTHING : achieved;
    }
  }

  /**
   * The state of a reader.
   *
   * @param reader its number
   * @param emitted records passed since it began
   * @param ready records that wait in it
   * @param depth offsets between it and the ends of its streams
   * @param oldestAgeMillis how long ago the oldest record that waits in it was received
   * @param throttledMillis how long records have waited for tokens since it began
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record ReaderLine(
      int reader,
      long emitted,
      long ready,
      long depth,
      long oldestAgeMillis,
      long throttledMillis) {}

  /** The allowed rate: 0 while paused, -1 = unlimited. */
  public double allowedPerSecond() {
    if (paused) {
      return 0;
    }
    return rate == null ? -1 : rate;
  }

  /**
   * Reads a report, as {@link io.renwu.connector.redis.streams.client.RedisStreams#status} gives
   * it.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static RateReport parse(String json) {
    try {
      return JSON.readValue(json, RateReport.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no report: " + json, e);
    }
  }

  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
