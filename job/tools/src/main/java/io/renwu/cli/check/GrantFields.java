package io.renwu.cli.check;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.renwu.codec.OutputJson;
import io.renwu.model.Grant;
import io.renwu.model.Timestamps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Converts grants to the fields of their JSON, and compares them. */
final class GrantFields {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

  /** The fields that identify a grant in a failure message. */
  private static final List<String> SUMMARY =
      List.of("taskId", "period", "completion", "tier", "attempt", "rewardId", "amount", "outcome");

  private GrantFields() {}

  static Map<String, Object> of(Grant grant) {
    try {
      return JSON.readValue(OutputJson.grant(grant), FIELDS);
    } catch (IOException noJson) {
      throw new UncheckedIOException(noJson);
    }
  }

  /** Whether a grant has all expected fields with equal values. */
  static boolean match(Map<String, Object> expected, Map<String, Object> found) {
    return expected.entrySet().stream()
        .allMatch(
            field ->
                field.getKey().equals("time")
                    ? Timestamps.parse(field.getValue())
                        .equals(Timestamps.parse(found.get(field.getKey())))
                    : same(field.getValue(), found.get(field.getKey())));
  }

  private static boolean same(@Nullable Object expected, @Nullable Object found) {
    if (expected instanceof BigDecimal number) {
      return found instanceof Number && number.compareTo(new BigDecimal(found.toString())) == 0;
    }
    if (expected instanceof Map<?, ?> object) {
      return found instanceof Map<?, ?> other
          && object.keySet().equals(other.keySet())
          && object.keySet().stream().allMatch(key -> same(object.get(key), other.get(key)));
    }
    if (expected instanceof List<?> list) {
      return found instanceof List<?> other && list.size() == other.size() && same(list, other);
    }
    return Objects.equals(expected, found);
  }

  private static boolean same(List<?> expected, List<?> found) {
    Iterator<?> others = found.iterator();
    return expected.stream().allMatch(element -> same(element, others.next()));
  }

  /** All fields in order, as text. */
  static String text(Map<String, Object> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + " " + text(field.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** The fields that identify a grant, as text. */
  static String summary(Map<String, Object> fields) {
    String summary =
        SUMMARY.stream()
            .filter(name -> fields.get(name) != null)
            .map(name -> name + " " + text(fields.get(name)))
            .collect(Collectors.joining(", "));
    return summary
        + (Boolean.TRUE.equals(fields.get("shadow")) ? ", shadow" : "")
        + (Boolean.TRUE.equals(fields.get("revoked")) ? ", revoked" : "");
  }

  private static String text(@Nullable Object value) {
    return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
  }
}
