package io.renwu.demo.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SplittableRandom;

/** Writes events as the clients of a site do. */
final class EventWriter {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> TEXTS =
      List.of(
          "Great video, thank you!",
          "这个讲得真好，收藏了",
          "I had never thought of it that way",
          "第一次看懂了",
          "ok",
          "Where was this filmed?",
          "哈哈",
          "更新太慢了吧，等了好久",
          "+1",
          "Sehr schön erklärt 👏");
  private static final List<String> SOURCES = List.of("search", "ad", "friend", "app-store");
  private static final List<String> PLACES = List.of("home", "commute", "office", "café");
  private static final List<String> PRICES =
      List.of("4.99", "9.90", "12.00", "15.50", "19.90", "25.00", "30.00", "0.01");

  private static final int OBJECTS = 400;
  private static final double NO_CHANNEL = 0.04;
  private static final double ODD_AMOUNT = 0.04;
  private static final double FOREIGN_CURRENCY = 0.1;
  private static final double COMPLETE = 0.9;

  private final SplittableRandom random;

  EventWriter(SplittableRandom random) {
    this.random = random;
  }

  /** The event as a JSON tree, which the caller may change. */
  ObjectNode tree(String eventId, Person person, String behavior, long timeMillis) {
    ObjectNode event = JSON.createObjectNode();
    event.put("eventId", eventId);
    event.put("userId", person.userId());
    if (person.sendsEpochMillis()) {
      event.put("time", timeMillis);
    } else {
      event.put("time", rfc3339(person, timeMillis));
    }
    String timezone = person.timezone(random);
    if (timezone != null) {
      event.put("timezone", timezone);
    }
    ObjectNode attributes = event.putObject("attributes");
    if (random.nextDouble() >= NO_CHANNEL) {
      attributes.put("channel", person.channel(random));
    }
    switch (behavior) {
      case TrafficBehaviors.REGISTER -> attributes.put("source", any(SOURCES));
      case TrafficBehaviors.LOGIN -> attributes.put("appVersion", "8." + random.nextInt(12));
      case TrafficBehaviors.CHECK_IN -> attributes.put("place", any(PLACES));
      case TrafficBehaviors.COMMENT ->
          attributes.put("objectId", "v-" + random.nextInt(OBJECTS)).put("text", any(TEXTS));
      case TrafficBehaviors.FAVORITE ->
          attributes
              .put("objectId", "v-" + random.nextInt(OBJECTS))
              .put("kind", random.nextBoolean() ? "video" : "article");
      case TrafficBehaviors.SUBSCRIBE -> subscription(attributes);
      case TrafficBehaviors.COMPLETE_PROFILE ->
          attributes
              .put("completeness", random.nextDouble() < COMPLETE ? 100 : 60)
              .putArray("fields")
              .add("nickname")
              .add("avatar");
      default -> throw new IllegalArgumentException("no such behavior: " + behavior);
    }
    return event;
  }

  private void subscription(ObjectNode attributes) {
    attributes.put("objectId", "c-" + random.nextInt(OBJECTS)).put("plan", "monthly");
    attributes.put("currency", random.nextDouble() < FOREIGN_CURRENCY ? "EUR" : "CNY");
    String price = any(PRICES);
    if (random.nextDouble() >= ODD_AMOUNT) {
      attributes.put("amount", new BigDecimal(price));
    } else if (random.nextBoolean()) {
      attributes.put("amount", price);
    } else {
      attributes.put("amount", 0);
    }
  }

  static byte[] bytes(ObjectNode event) {
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException("a tree of plain values is always JSON", impossible);
    }
  }

  static String rfc3339(Person person, long timeMillis) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        Instant.ofEpochMilli(timeMillis).atZone(person.zone()));
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
