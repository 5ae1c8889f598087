package io.renwu.cli.reconcile;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renwu.reconcile.Caveat;
import io.renwu.reconcile.Difference;
import io.renwu.reconcile.Differences;
import io.renwu.reconcile.kafka.ReconciliationCounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a reconciliation found.
 *
 * @param counts of each kind that was asked for
 * @param differences the first ones of these kinds
 * @param doubts why the result may be wrong
 */
public record ReconciliationReport(
    ReconciliationCounts figures,
    Map<Difference.Kind, Long> counts,
    List<DifferenceReport> differences,
    List<Caveat> doubts) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One difference.
   *
   * @param expected the record as it should be; null if there should be none
   * @param found the record as it is; null if there is none
   */
  public record DifferenceReport(
      Difference.Kind kind,
      String id,
      @Nullable String taskId,
      @Nullable String userId,
      @Nullable String period,
      String detail,
      @Nullable JsonNode expected,
      @Nullable JsonNode found) {
    public static DifferenceReport of(Difference difference) {
      return new DifferenceReport(
          difference.kind(),
          difference.id(),
          difference.taskId(),
          difference.userId(),
          difference.period(),
          difference.detail(),
          tree(difference.expected()),
          tree(difference.found()));
    }
  }

  /**
   * A reconciliation of all kinds.
   *
   * @param equal whether there is no difference; null where that cannot be told
   */
  public record Compared(@JsonUnwrapped ReconciliationReport found, @Nullable Boolean equal) {}

  /**
   * A search for missing grants.
   *
   * @param emitted how many of them were written
   */
  public record Replayed(@JsonUnwrapped ReconciliationReport found, long missing, long emitted) {}

  /**
   * Of some kinds of differences.
   *
   * @param kinds that are shown
   */
  public static ReconciliationReport of(
      ReconciliationCounts figures,
      Differences differences,
      List<Caveat> doubts,
      Set<Difference.Kind> kinds) {
    Map<Difference.Kind, Long> counts = new EnumMap<>(Difference.Kind.class);
    kinds.forEach(kind -> counts.put(kind, differences.count(kind)));
    return new ReconciliationReport(
        figures,
        counts,
        differences.first().stream()
            .filter(difference -> kinds.contains(difference.kind()))
            .map(DifferenceReport::of)
            .toList(),
        doubts);
  }

  /** How many differences of these kinds there are. */
  long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static @Nullable JsonNode tree(byte @Nullable [] record) {
    try {
      return record == null ? null : JSON.readTree(record);
    } catch (IOException noJson) {
      throw new UncheckedIOException(noJson);
    }
  }
}
