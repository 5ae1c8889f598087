package io.renwu.cli.tasks;

import io.renwu.cli.explain.Explanation;
import io.renwu.model.Decision;
import io.renwu.model.DecisionCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a user's events did or did not count for a task.
 *
 * @param versions the known origins of the versions that decided, by version
 */
record ExplainReport(
    String userId, String taskId, List<Explained> events, Map<Integer, OriginReport> versions) {

  /**
   * One event and the decision about it.
   *
   * @param time RFC 3339
   * @param receivedAt RFC 3339
   */
  record Explained(
      String time,
      String receivedAt,
      String eventId,
      String behavior,
      @Nullable String taskId,
      @Nullable Integer version,
      @Nullable String period,
      DecisionCode decision,
      boolean shadow,
      String explanation) {
    private static Explained of(Explanation explanation) {
      Decision decision = explanation.decision();
      return new Explained(
          Objects.requireNonNull(decision.time(), "a decision has its time").toString(),
          Objects.requireNonNull(decision.receivedAt(), "a decision has its receipt").toString(),
          decision.eventId(),
          decision.behavior(),
          decision.taskId(),
          decision.version(),
          decision.period(),
          decision.decision(),
          decision.task().shadow(),
          explanation.text());
    }
  }

  static ExplainReport of(
      String userId, String taskId, List<Explanation> explanations, PublishedCatalog published) {
    List<Explained> events = explanations.stream().map(Explained::of).toList();
    Map<Integer, OriginReport> versions = new LinkedHashMap<>();
    events.stream()
        .filter(event -> taskId.equals(event.taskId()) && event.version() != null)
        .map(Explained::version)
        .distinct()
        .sorted()
        .forEach(
            version ->
                published
                    .origin(taskId, version)
                    .ifPresent(origin -> versions.put(version, origin)));
    return new ExplainReport(userId, taskId, events, versions);
  }
}
