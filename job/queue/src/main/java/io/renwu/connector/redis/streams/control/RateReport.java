package io.renwu.connector.redis.streams.control;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.renwu.limit.AdaptiveRate.Phase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The status document: the last report on the achieved rate.
 *
 * @param at when it was made, RFC 3339
 * @param version the version of the control document in force; 0 = none
 * @param rate the rate in force, in records a second, by the document, its schedule and the
 *     downstream lag; null = unlimited
 * @param span the name of the schedule's span that applies; null = none
 * @param paused whether nothing is read, at any rate
 * @param problem what is wrong with the control document in Redis, which is not in force; null =
 *     nothing
 * @param loss what Redis lost since the rules were set, and what is in force instead; null =
 *     nothing
 * @param losses how often Redis lost the rules since the job began
 * @param adapted the state of the adaptive rate; null = the rate is not adapted
 * @param achieved the rate at which all lanes are read
 * @param depth offsets between the readers and the ends of their streams
 * @param drainSeconds seconds until the backlog is empty at the present rates; 0 = it is empty;
 *     null = it does not shrink
 * @param unusedTokens tokens that no reader asked for in time, or that expired unused at a reader
 * @param streams the number of known streams
 * @param lanes the state of each lane
 * @param readers the last report of each reader
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
   * Rates in records a second, rounded to tenths.
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
   * @param signal the name of the downstream signal
   * @param lag the last lag that was read; null = none yet
   * @param readAt when the lag was read, RFC 3339; null = not yet
   * @param perSecond the adapted rate, between floor and ceiling, rounded to tenths
   * @param course what the rate does, and why
   * @param problem why the signal cannot be read now; null = it can
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Adapted(
      String signal,
      @Nullable Double lag,
      @Nullable String readAt,
      double perSecond,
      Phase course,
      @Nullable String problem) {
    public Adapted {
      perSecond = tenths(perSecond);
    }
  }

  /**
   * The state of a lane.
   *
   * @param lane the lane's name
   * @param ready records that readers have buffered for it
   * @param achieved the rate at which it is read
   * @param waitP50Millis the median time between receipt and emission of the records that a reader
   *     emitted last; of the reader where it is longest
   * @param waitP99Millis the same as the 99th percentile
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
   * @param reader the reader's number
   * @param emitted records emitted since it began
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
   * Reads a report that {@link io.renwu.connector.redis.streams.client.RedisStreams#status}
   * returned.
   *
   * @throws IllegalArgumentException if the text is not a report
   */
  public static RateReport parse(String json) {
    try {
      return JSON.readValue(json, RateReport.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a rate report: " + json, e);
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
