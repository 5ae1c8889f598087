package io.renwu.chaos.cluster;

import io.renwu.flink.FlinkRest;
import io.renwu.job.RenwuJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The jobs that ran at one moment, to detect restarts since then.
 *
 * @param byId the jobs that ran, by their ids
 */
public record JobRuns(Map<String, Run> byId) {
  /**
   * A job that ran.
   *
   * @param changedAt when a task of it last changed its state
   */
  public record Run(String name, Instant changedAt) {}

  public JobRuns {
    byId = Map.copyOf(byId);
  }

  /** The system's jobs that run now. */
  static JobRuns of(FlinkRest rest) {
    Map<String, Instant> changes = rest.stateChanges();
    Map<String, Run> runs = new TreeMap<>();
    for (RenwuJob job : RenwuJob.values()) {
      for (FlinkRest.Job run : rest.jobs()) {
        Instant changedAt = changes.get(run.id());
        if (changedAt != null && run.isRunning() && run.name().equals(job.title())) {
          runs.put(run.id(), new Run(run.name(), changedAt));
        }
      }
    }
    return new JobRuns(runs);
  }

  /** The ids of the jobs that ended or restarted before a later moment. */
  List<String> changedIn(JobRuns later) {
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
