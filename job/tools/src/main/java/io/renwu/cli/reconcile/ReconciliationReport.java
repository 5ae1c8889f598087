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
 * The result of a reconciliation.
 *
 * @param counts the number of differences of each requested kind
 * @param differences the first differences of these kinds
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
          parse(difference.expected()),
          parse(difference.found()));
    }
  }

  /**
   * A reconciliation of all kinds.
   *
   * @param equal whether there is no difference; null if the result is uncertain
   */
  public record Compared(@JsonUnwrapped ReconciliationReport found, @Nullable Boolean equal) {}

  /**
   * A search for missing grants.
   *
   * @param emitted how many missing grants were written
   */
  public record Replayed(@JsonUnwrapped ReconciliationReport found, long missing, long emitted) {}

  /**
   * A report of some kinds of differences.
   *
   * @param kinds the kinds to report
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

  /** The number of differences of these kinds. */
  long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static @Nullable JsonNode parse(byte @Nullable [] record) {
    try {
      return record == null ? null : JSON.readTree(record);
    } catch (IOException noJson) {
      throw new UncheckedIOException(noJson);
    }
  }
}
