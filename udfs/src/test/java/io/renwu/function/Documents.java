package io.renwu.function;

import io.renwu.document.TaskDocuments;
import io.renwu.model.Event;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Documents and events for the tests of the functions. */
final class Documents {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private Documents() {}

  /** A task "comment n times a day", 10 points. */
  static String commentDaily(int version, int target) {
    return """
        {"taskId": "comment-daily", "version": %d,
         "objectives": [{"id": "comments", "behaviors": ["comment"], "target": %d}],
         "period": {"unit": "DAY"},
         "rewards": [{"rewardId": "points", "type": "POINTS", "amount": 10}]}"""
        .formatted(version, target);
  }

  /** A task "comment on n videos a day". */
  static String commentOnVideos(int target) {
    return """
        {"taskId": "comment-on-videos", "version": 1,
         "objectives": [{"id": "videos", "behaviors": ["comment"], "target": %d,
                         "aggregation": {"function": "COUNT_DISTINCT", "field": "objectId"}}],
         "period": {"unit": "DAY"}}"""
        .formatted(target);
  }

  /** What a catalog holds of documents. */
  static List<CatalogEntry> accepted(String... documents) {
    return Arrays.stream(documents)
        .flatMap(document -> TaskDocuments.parse(bytes(document)).stream())
        .map(CatalogEntry::accepted)
        .toList();
  }

  static RuleUpdate commentDailyUpdate(int version, int target) {
    return new RuleUpdate("comment-daily/" + version, commentDaily(version, target));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Event comment(String eventId, String objectId, Instant at) {
    return Event.of(eventId, "u-1", "comment", at).attributes(Map.of("objectId", objectId)).build();
  }

  static Event comment(String eventId, Instant at) {
    return Event.of(eventId, "u-1", "comment", at)
        .attributes(Map.of("amount", new BigDecimal("1.5")))
        .build();
  }
}
