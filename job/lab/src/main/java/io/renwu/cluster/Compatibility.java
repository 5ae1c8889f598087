package io.renwu.cluster;

import io.renwu.job.config.Option;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Checks whether a job can continue with another jar, other settings or another parallelism. Does
 * no I/O.
 */
final class Compatibility {
  /** Options that name the topics and keys to which the job's state refers. */
  private static final List<Option<?>> FIXED =
      List.of(
          Options.QUEUE_KEY_PREFIX,
          Options.KAFKA_TOPICS_PREFIX,
          Options.KAFKA_TOPIC_PREFIX_BEHAVIOR,
          Options.KAFKA_TRANSACTIONAL_ID_PREFIX,
          Options.JOB_MAX_PARALLELISM);

  private Compatibility() {}

  /**
   * What stands against it: a sentence each.
   *
   * @param stored what the job's state holds
   * @param planned what the new jar would run
   */
  static List<String> ofState(List<StoredOperator> stored, List<PlannedOperator> planned) {
    Map<String, PlannedOperator> byId =
        planned.stream().collect(Collectors.toMap(PlannedOperator::id, Function.identity()));
    List<String> problems = new ArrayList<>();
    for (StoredOperator before : stored) {
      PlannedOperator after = byId.get(before.id());
      if (after == null) {
        problems.add(
            "found no operator "
                + before.name()
                + " in the new jar, expected one with its uid: its state would be lost");
      } else if (after.maxParallelism() != before.maxParallelism()) {
        problems.add(
            "found the maximum parallelism "
                + after.maxParallelism()
                + " of "
                + before.name()
                + " in the new job, expected "
                + before.maxParallelism()
                + ", for which its state is partitioned");
      } else if (after.parallelism() > before.maxParallelism()) {
        problems.add(
            "found the parallelism "
                + after.parallelism()
                + " of "
                + before.name()
                + ", expected at most "
                + before.maxParallelism()
                + ", its maximum");
      }
    }
    return problems;
  }

  /**
   * What stands against it: a sentence each.
   *
   * @param before the settings of the job that runs; empty where they are not known
   */
  static List<String> ofSettings(Map<String, String> before, RenwuConfig after) {
    if (before.isEmpty()) {
      return List.of();
    }
    Map<String, String> fixed = new TreeMap<>(before);
    fixed.keySet().retainAll(FIXED.stream().map(Option::key).toList());
    RenwuConfig running = RenwuConfig.load(Optional.empty(), fixed, Map.of());
    List<String> problems = new ArrayList<>();
    for (Option<?> option : FIXED) {
      Object found = after.find(option);
      Object expected = running.find(option);
      if (!Objects.equals(found, expected)) {
        problems.add(
            "found "
                + option.key()
                + " = "
                + found
                + ", expected "
                + expected
                + " as in the running job, whose state refers to these topics and keys");
      }
    }
    return problems;
  }
}
