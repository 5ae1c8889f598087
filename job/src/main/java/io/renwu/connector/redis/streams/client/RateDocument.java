package io.renwu.connector.redis.streams.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The document under the control key: how fast the queue is to be read.
 *
 * @param version from 1, one more with every change
 * @param rate records a second over all readers, greater than 0; null = unlimited
 * @param paused nothing is read, whatever the rate
 * @param by who set it
 * @param at when, RFC 3339
 * @param reason why; may be empty
 */
public record RateDocument(
    long version, Double rate, boolean paused, String by, String at, String reason) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public RateDocument {
    if (version < 1) {
      throw new IllegalArgumentException("version must be 1 or more: " + version);
    }
    if (rate != null && !(rate > 0 && rate < Double.MAX_VALUE)) {
      throw new IllegalArgumentException("rate must be greater than 0 or null: " + rate);
    }
  }

  /**
   * Reads a document.
   *
   * @throws IllegalArgumentException if it is none, with what is wrong
   */
  public static RateDocument parse(String json) {
    JsonNode node;
    try {
      node = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
    JsonNode version = node.path("version");
    JsonNode rate = node.path("rate");
    JsonNode paused = node.path("paused");
    if (!version.isIntegralNumber()) {
      throw new IllegalArgumentException("version is not a whole number: " + version);
    }
    if (!rate.isNumber() && !rate.isNull() && !rate.isMissingNode()) {
      throw new IllegalArgumentException("rate is not a number: " + rate);
    }
    if (!paused.isBoolean() && !paused.isMissingNode()) {
      throw new IllegalArgumentException("paused is not true or false: " + paused);
    }
    return new RateDocument(
        version.asLong(),
        rate.isNumber() ? rate.asDouble() : null,
        paused.asBoolean(false),
        node.path("by").asText(""),
        node.path("at").asText(""),
        node.path("reason").asText(""));
  }

  public String toJson() {
    ObjectNode node = JSON.createObjectNode();
    node.put("version", version);
    node.put("rate", rate);
    node.put("paused", paused);
    node.put("by", by);
    node.put("at", at);
    node.put("reason", reason);
    return node.toString();
  }
}
