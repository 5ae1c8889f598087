package io.renwu.connector.redis.streams.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What the readers' side last reported of the rate it reaches.
 *
 * @param achieved1s records a second over the last second
 * @param achieved10s records a second over the last ten
 * @param readers that take part
 */
public record RateReport(double achieved1s, double achieved10s, int readers) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads a report, as {@link RedisStreams#status} gives it.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static RateReport parse(String json) {
    try {
      JsonNode node = JSON.readTree(json);
      return new RateReport(
          node.path("achieved1s").asDouble(),
          node.path("achieved10s").asDouble(),
          node.path("readers").size());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a report that is not JSON: " + json, e);
    }
  }
}
