package io.renwu.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renwu.model.Decision;
import io.renwu.model.DecisionCode;
import io.renwu.model.Grant;
import io.renwu.model.GrantKey;
import io.renwu.model.Progress;
import io.renwu.model.Progress.ObjectiveProgress;
import io.renwu.model.TaskRef;
import io.renwu.violation.Violation;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads records that {@link OutputJson} wrote. Every method throws {@link IllegalArgumentException}
 * for other bytes. Thread-safe.
 */
public final class OutputReader {
  private static final JsonMapper JSON =
      JsonMapper.builder(new JsonFactory())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();
  private static final ObjectReader OBJECTS = JSON.readerFor(ObjectNode.class);

  private OutputReader() {}

  public static Grant grant(byte[] json) {
    return read(
        json,
        o ->
            new Grant(
                text(o, "grantId"),
                grantKey(o),
                o.required("version").intValue(),
                text(o, "type"),
                decimal(o.required("amount")),
                values(o.required("attributes")),
                Grant.Outcome.valueOf(text(o, "outcome")),
                o.required("revoked").booleanValue(),
                text(o, "eventId"),
                instant(o, "time")));
  }

  private static GrantKey grantKey(JsonNode o) {
    return new GrantKey(
        text(o, "userId"),
        text(o, "taskId"),
        text(o, "period"),
        o.required("completion").longValue(),
        integer(o, "tier"),
        o.required("attempt").intValue(),
        text(o, "rewardId"),
        o.required("shadow").booleanValue());
  }

  private static TaskRef taskRef(JsonNode o) {
    return new TaskRef(
        text(o, "taskId"),
        integer(o, "version"),
        text(o, "period"),
        o.path("shadow").booleanValue());
  }

  public static Progress progress(byte[] json) {
    return read(
        json,
        o ->
            new Progress(
                text(o, "userId"),
                taskRef(o),
                instant(o, "periodEnd"),
                list(o.required("objectives"), OutputReader::objective),
                o.required("completions").longValue(),
                Progress.Status.valueOf(text(o, "status")),
                instant(o, "time")));
  }

  public static Decision decision(byte[] json) {
    return read(
        json,
        o ->
            new Decision(
                text(o, "userId"),
                text(o, "eventId"),
                text(o, "behavior"),
                taskRef(o),
                DecisionCode.valueOf(text(o, "decision")),
                decimals(o.required("progressBefore")),
                decimals(o.required("progressAfter")),
                list(o.required("grantIds"), JsonNode::textValue),
                instant(o, "time"),
                instant(o, "receivedAt")));
  }

  /**
   * Adds a decision record to the decisions read before it, in the order in which they were
   * written. A further part adds its grant ids to the decision before it.
   */
  public static void addDecision(byte[] json, List<Decision> decisions) {
    Decision next = decision(json);
    int part = read(json, o -> o.path("part").asInt(1));
    int last = decisions.size() - 1;
    if (part > 1 && last >= 0 && decisions.get(last).with(next.grantIds()).equals(next)) {
      List<String> all = new ArrayList<>(decisions.get(last).grantIds());
      all.addAll(next.grantIds());
      decisions.set(last, next.with(all));
    } else {
      decisions.add(next);
    }
  }

  public static RuleStatus ruleStatus(byte[] json) {
    return read(
        json,
        o ->
            new RuleStatus(
                text(o, "taskId"),
                integer(o, "version"),
                RuleStatus.Status.valueOf(text(o, "status")),
                list(
                    o.required("violations"),
                    v -> new Violation(text(v, "pointer"), text(v, "found"), text(v, "expected"))),
                o.path("hash").textValue()));
  }

  /** Why a record became a dead letter: a name of {@link io.renwu.model.DeadLetter.Reason}. */
  public static String deadLetterReason(byte[] json) {
    return read(json, o -> o.required("reason").asText());
  }

  private static <T> T read(byte[] json, Function<JsonNode, T> form) {
    try {
      return form.apply(OBJECTS.readValue(json));
    } catch (IOException malformed) {
      throw new IllegalArgumentException("not an output record", malformed);
    }
  }

  private static ObjectiveProgress objective(JsonNode o) {
    return new ObjectiveProgress(
        text(o, "id"), decimal(o.required("progress")), decimal(o.required("target")));
  }

  private static String text(JsonNode object, String field) {
    return object.required(field).textValue();
  }

  private static @Nullable Integer integer(JsonNode object, String field) {
    JsonNode value = object.required(field);
    return value.isNull() ? null : Integer.valueOf(value.intValue());
  }

  private static @Nullable Instant instant(JsonNode object, String field) {
    String text = text(object, field);
    return text == null ? null : Instant.parse(text);
  }

  private static @Nullable BigDecimal decimal(JsonNode value) {
    if (value.isNull() || value.decimalValue().signum() == 0) {
      return value.isNull() ? null : BigDecimal.ZERO;
    }
    return value.decimalValue().stripTrailingZeros();
  }

  private static Map<String, BigDecimal> decimals(JsonNode object) {
    Map<String, BigDecimal> values = new LinkedHashMap<>();
    object.properties().forEach(field -> values.put(field.getKey(), decimal(field.getValue())));
    return values;
  }

  private static <T> List<T> list(JsonNode array, Function<JsonNode, T> form) {
    List<T> elements = new ArrayList<>(array.size());
    array.forEach(element -> elements.add(form.apply(element)));
    return elements;
  }

  /** An object's members as plain values, or null. */
  private static @Nullable Map<String, Object> values(JsonNode object) {
    if (object.isNull()) {
      return null;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    object.properties().forEach(field -> values.put(field.getKey(), value(field.getValue())));
    return values;
  }

  private static @Nullable Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> values(node);
      case ARRAY -> list(node, OutputReader::value);
      case NUMBER -> decimal(node);
      case BOOLEAN -> node.booleanValue();
      case NULL -> null;
      default -> node.textValue();
    };
  }
}
