package io.renwu.connector.redis.streams.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * What the readers' side last reported of the rate it reaches.
 *
 * @param rate in force, by the document and its schedule; null = unlimited
 * @param span the name of the schedule's span that holds, or null
 * @param problem what is wrong with a control document that is not in force, or null
 * @param achieved what is taken of the whole
 * @param depth offsets between the readers and the ends of their streams
 * @param drainSeconds until nothing waits, if all goes on as it does; 0 = nothing waits; null =
 *     what waits does not grow less
 * @param unusedTokens that nobody took in time
 * @param lanes how each lane fares
 * @param readers that take part
 */
public record RateReport(
    Double rate,
    String span,
    String problem,
    Achieved achieved,
    long depth,
    Double drainSeconds,
    long unusedTokens,
    List<LaneLine> lanes,
    int readers) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public RateReport {
    lanes = List.copyOf(lanes);
  }

  /**
   * Records a second.
   *
   * @param over1s over the last second
   * @param over10s over the last ten
   * @param over60s over the last sixty
   */
  public record Achieved(double over1s, double over10s, double over60s) {
    private static Achieved of(JsonNode node) {
      return new Achieved(
          node.path("achieved1s").asDouble(),
          node.path("achieved10s").asDouble(),
          node.path("achieved60s").asDouble());
    }
  }

  /**
   * How a lane fares.
   *
   * @param lane its name
   * @param achieved what is taken of it
   * @param waitP50Millis in the queue, half of the records taken last
   * @param waitP99Millis in the queue, 99 of 100
   */
  public record LaneLine(String lane, Achieved achieved, long waitP50Millis, long waitP99Millis) {
    private static LaneLine of(JsonNode node) {
      return new LaneLine(
          node.path("lane").asText(),
          Achieved.of(node),
          node.path("waitP50Millis").asLong(),
          node.path("waitP99Millis").asLong());
    }
  }

  /**
   * Reads a report, as {@link RedisStreams#status} gives it.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static RateReport parse(String json) {
    try {
      JsonNode node = JSON.readTree(json);
      List<LaneLine> lanes = new ArrayList<>();
      node.path("lanes").forEach(lane -> lanes.add(LaneLine.of(lane)));
      return new RateReport(
          number(node.path("rate")),
          node.path("span").textValue(),
          node.path("problem").textValue(),
          Achieved.of(node),
          node.path("depth").asLong(),
          number(node.path("drainSeconds")),
          node.path("unusedTokens").asLong(),
          lanes,
          node.path("readers").size());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a report that is not JSON: " + json, e);
    }
  }

  private static Double number(JsonNode node) {
    return node.isNumber() ? node.asDouble() : null;
  }
}
