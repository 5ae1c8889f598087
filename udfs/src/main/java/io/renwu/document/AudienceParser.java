package io.renwu.document;

import io.renwu.model.Audience;
import io.renwu.violation.Violations;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Reads a task's {@code audience}. */
final class AudienceParser {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int MAX_SALT = 128;
  private static final int PERCENT_DECIMALS = 2;

  private AudienceParser() {}

  /**
   * @param taskId the default salt of a rollout; null if it could not be read
   */
  static Audience parse(DocumentCursor field, @Nullable String taskId, Violations violations) {
    DocumentCursor audience = field.object("filter", "rollout");
    return new Audience(
        FilterParser.parse(audience.get("filter"), violations),
        rollout(audience.get("rollout"), taskId));
  }

  private static Audience.@Nullable Rollout rollout(DocumentCursor field, @Nullable String taskId) {
    if (field.isAbsent()) {
      return null;
    }
    DocumentCursor rollout = field.object("percent", "salt");
    String expected = "a percentage from 0 to 100";
    DocumentCursor percentField = rollout.required("percent", expected);
    DocumentCursor saltField = rollout.get("salt");
    String salt = saltField.isAbsent() ? taskId : saltField.text(0, MAX_SALT);
    if (percentField.value() instanceof BigDecimal percent
        && percent.signum() >= 0
        && percent.compareTo(HUNDRED) <= 0) {
      // For whole numbers, below percent × 100 is the same as below its ceiling.
      int below =
          percent
              .movePointRight(PERCENT_DECIMALS)
              .setScale(0, RoundingMode.CEILING)
              .intValueExact();
      return new Audience.Rollout(below, UnreadParts.tolerate(salt));
    }
    if (!percentField.isAbsent()) {
      percentField.reject(expected);
    }
    return null;
  }
}
