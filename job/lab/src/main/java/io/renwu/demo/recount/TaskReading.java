package io.renwu.demo.recount;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Reads task documents; refuses anything that the recount does not support. */
final class TaskReading {
  private TaskReading() {}

  /**
   * @param text one document or an array of them
   * @throws IllegalArgumentException if a document uses anything that the recount does not support
   */
  static List<JudgedTask> read(String text) {
    try {
      JsonNode json = EventReading.JSON.readTree(text);
      List<JudgedTask> tasks = new ArrayList<>();
      if (json.isArray()) {
        json.forEach(document -> tasks.add(task(document)));
      } else {
        tasks.add(task(json));
      }
      return tasks;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a task document is not JSON: " + e.getMessage(), e);
    }
  }

  private static JudgedTask task(JsonNode json) {
    String taskId = json.path("taskId").asText();
    refuseOtherFields(
        json,
        "taskId version name status audience preconditions objectives completion period recurrence"
            + " tiers rewards");
    oneOf(json.path("status"), "ACTIVE");
    List<JudgedTask.Goal> goals = new ArrayList<>();
    json.path("objectives").forEach(objective -> goals.add(goal(objective)));
    List<JudgedTask.Step> tiers = new ArrayList<>();
    json.path("tiers").forEach(tier -> tiers.add(tier(tier)));
    Calendar calendar = calendar(json.path("period"));
    long maxCompletions = maxCompletions(json.path("recurrence"), calendar);
    if (maxCompletions > 1
        && (goals.size() > 1 || goals.get(0).measure() == JudgedTask.Measure.COUNT_DISTINCT)) {
      throw unsupported("REPEAT with several objectives or distinct values: " + taskId);
    }
    return new JudgedTask(
        taskId,
        audience(json.path("audience"), taskId),
        texts(json.path("preconditions")),
        goals,
        oneOf(json.path("completion"), "ALL", "ANY").equals("ANY"),
        calendar,
        maxCompletions,
        tiers,
        rewards(json.path("rewards")));
  }

  private static Predicate<UserEvent> audience(JsonNode json, String taskId) {
    refuseOtherFields(json, "filter rollout");
    JsonNode rollout = json.path("rollout");
    refuseOtherFields(rollout, "percent salt");
    String salt = rollout.path("salt").asText(taskId);
    BigDecimal below = decimal(rollout.path("percent"), "100").movePointRight(2);
    Predicate<UserEvent> filter = ConditionJudge.compile(json.path("filter").textValue());
    return event -> {
      CRC32 crc = new CRC32();
      crc.update((salt + ":" + event.userId()).getBytes(StandardCharsets.UTF_8));
      return BigDecimal.valueOf(crc.getValue() % 10_000).compareTo(below) < 0 && filter.test(event);
    };
  }

  private static JudgedTask.Goal goal(JsonNode json) {
    refuseOtherFields(json, "id behaviors filter aggregation target");
    JsonNode aggregation = json.path("aggregation");
    refuseOtherFields(aggregation, "function field");
    return new JudgedTask.Goal(
        texts(json.path("behaviors")),
        ConditionJudge.compile(json.path("filter").textValue()),
        JudgedTask.Measure.valueOf(
            oneOf(aggregation.path("function"), "COUNT", "SUM", "COUNT_DISTINCT")),
        aggregation.path("field").textValue(),
        json.has("target") ? decimal(json.path("target"), null) : null);
  }

  private static JudgedTask.Step tier(JsonNode json) {
    refuseOtherFields(json, "target rewards");
    return new JudgedTask.Step(decimal(json.path("target"), null), rewards(json.path("rewards")));
  }

  private static Calendar calendar(JsonNode json) {
    refuseOtherFields(json, "unit zone dayStart allowedLateness");
    String zone = json.path("zone").asText("UTC");
    return new Calendar(
        Calendar.Unit.valueOf(oneOf(json.path("unit"), "NONE", "DAY", "WEEK", "MONTH")),
        zone.equals("USER") ? null : ZoneId.of(zone),
        LocalTime.parse(json.path("dayStart").asText("00:00")),
        Duration.parse(json.path("allowedLateness").asText("PT0S")));
  }

  private static long maxCompletions(JsonNode json, Calendar calendar) {
    refuseOtherFields(json, "policy maxCompletions");
    String policy = oneOf(json.path("policy"), "PER_PERIOD", "ONCE", "REPEAT");
    if (policy.equals("ONCE") && calendar.unit() != Calendar.Unit.NONE) {
      throw unsupported("ONCE in a period");
    }
    return policy.equals("REPEAT") ? json.path("maxCompletions").asLong(Long.MAX_VALUE) : 1;
  }

  /** The rewards, or the one record that a completion without rewards still emits. */
  private static List<JudgedTask.Pay> rewards(JsonNode json) {
    List<JudgedTask.Pay> rewards = new ArrayList<>();
    for (JsonNode reward : json) {
      refuseOtherFields(reward, "rewardId type amount attributes");
      rewards.add(
          new JudgedTask.Pay(
              reward.path("rewardId").asText(),
              reward.path("type").asText(),
              decimal(reward.path("amount"), "1")));
    }
    return rewards.isEmpty() ? List.of(JudgedTask.Pay.NOTHING) : rewards;
  }

  private static BigDecimal decimal(JsonNode json, @Nullable String defaultText) {
    return json.isNumber() ? json.decimalValue() : new BigDecimal(json.asText(defaultText));
  }

  private static List<String> texts(JsonNode json) {
    List<String> texts = new ArrayList<>();
    json.forEach(text -> texts.add(text.textValue()));
    return texts;
  }

  /** The text, which must be one of the choices; absent means the first. */
  private static String oneOf(JsonNode json, String... choices) {
    String text = json.asText(choices[0]);
    if (!List.of(choices).contains(text)) {
      throw unsupported(text);
    }
    return text;
  }

  private static void refuseOtherFields(JsonNode json, String names) {
    Set<String> unknown = new TreeSet<>();
    json.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(List.of(names.split(" ", -1)));
    if (!unknown.isEmpty()) {
      throw unsupported("the fields " + unknown);
    }
  }

  private static IllegalArgumentException unsupported(String feature) {
    return new IllegalArgumentException("the recount does not support " + feature);
  }
}
