package io.renwu.doctor;

import io.renwu.flink.FlinkCheckpoints;
import io.renwu.flink.FlinkRest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a Flink cluster says of itself and of the jobs.
 *
 * @param version Flink's
 * @param jobs those of the names asked for, the latest run of each
 */
record FlinkFacts(String version, FlinkRest.Overview overview, List<Job> jobs) {
  /**
   * A job.
   *
   * @param run empty where the cluster knows no job of the name
   * @param checkpoints of a job that runs
   * @param settings how checkpoints are taken, of a job that runs
   * @param others further jobs of the same name that have not ended
   */
  record Job(
      String name,
      Optional<FlinkRest.Job> run,
      boolean allTasksRun,
      long restarts,
      Optional<FlinkCheckpoints> checkpoints,
      Optional<FlinkCheckpoints.Settings> settings,
      List<FlinkRest.Job> others) {
    /** The only one of its name. */
    Job(
        String name,
        Optional<FlinkRest.Job> run,
        boolean allTasksRun,
        long restarts,
        Optional<FlinkCheckpoints> checkpoints,
        Optional<FlinkCheckpoints.Settings> settings) {
      this(name, run, allTasksRun, restarts, checkpoints, settings, List.of());
    }
  }

  /**
   * Asks.
   *
   * @throws io.renwu.patience.ServerException if it does not answer
   */
  static FlinkFacts of(FlinkRest rest, List<String> names) {
    List<Job> jobs = new ArrayList<>();
    for (String name : names) {
      jobs.add(job(rest, name));
    }
    return new FlinkFacts(rest.version(), rest.overview(), jobs);
  }

  private static Job job(FlinkRest rest, String name) {
    Optional<FlinkRest.Job> run = rest.latest(name);
    if (run.isEmpty()) {
      return new Job(name, run, false, 0, Optional.empty(), Optional.empty());
    }
    String id = run.get().id();
    List<FlinkRest.Job> others =
        rest.live(name).stream().filter(other -> !other.id().equals(id)).toList();
    if (!run.get().isRunning()) {
      return new Job(name, run, false, 0, Optional.empty(), Optional.empty(), others);
    }
    return new Job(
        name,
        run,
        rest.tasks(id).allRun(),
        rest.restarts(id),
        Optional.of(rest.checkpoints(id)),
        Optional.of(rest.checkpointSettings(id)),
        others);
  }
}
