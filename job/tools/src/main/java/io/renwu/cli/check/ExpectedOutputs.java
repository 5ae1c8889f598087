package io.renwu.cli.check;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The outputs that a test expects. What is null or missing is not checked.
 *
 * @param decisions the code of the last event's decision by task; {@link #NONE} for no decision
 * @param progress the progress after the last event, by task and objective
 * @param grants all grants, in order, each by some of its fields
 * @param deadLetter the code of the reason why the last event cannot be used
 */
public record ExpectedOutputs(
    Map<String, String> decisions,
    Map<String, Map<String, BigDecimal>> progress,
    @Nullable List<Map<String, Object>> grants,
    @Nullable String deadLetter) {
  /** Means that there is no decision. */
  static final String NONE = "NONE";
}
