package io.renwu.cli.check;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is expected. Whatever is null or not named may be anything.
 *
 * @param decisions the code of the last event's decision by task; {@link #NONE} for no decision
 * @param progress what is shown after the last event, by task and objective
 * @param grants all that were granted, in their order, each by some of its fields
 * @param deadLetter the code of the reason why the last event cannot be used
 */
public record ExpectedOutputs(
    Map<String, String> decisions,
    Map<String, Map<String, BigDecimal>> progress,
    @Nullable List<Map<String, Object>> grants,
    @Nullable String deadLetter) {
  /** Stands for no decision at all. */
  static final String NONE = "NONE";
}
