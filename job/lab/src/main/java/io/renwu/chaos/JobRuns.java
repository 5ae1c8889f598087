package io.renwu.chaos;

import io.renwu.flink.FlinkRest;
import io.renwu.job.RenwuJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that ran at one moment, to detect restarts since then.
 *
 * @param byId the jobs that ran, by their ids
 */
record JobRuns(Map<String, Run> byId) {
  /**
   * A job that ran.
   *
   * @param changedAt when its tasks changed their state last
   */
  record Run(String name, @Nullable Instant changedAt) {}

  JobRuns {
    byId = Map.copyOf(byId);
  }

  /** The system's jobs that run now. */
  static JobRuns of(FlinkRest rest) {
    Map<String, Instant> changes = rest.stateChanges();
    Map<String, Run> runs = new TreeMap<>();
    for (RenwuJob job : RenwuJob.values()) {
      rest.jobs().stream()
          .filter(run -> run.isRunning() && run.name().equals(job.title()))
          .filter(run -> changes.containsKey(run.id()))
          .forEach(run -> runs.put(run.id(), new Run(run.name(), changes.get(run.id()))));
    }
    return new JobRuns(runs);
  }

  /** The ids of the jobs that did not run without a restart until a later moment. */
  List<String> notIn(JobRuns later) {
    List<String> changed = new ArrayList<>();
    byId.forEach(
        (id, run) -> {
          if (!run.equals(later.byId.get(id))) {
            changed.add(id);
          }
        });
    return changed;
  }
}
