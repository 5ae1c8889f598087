package io.renwu.doctor;

import io.renwu.flink.FlinkCheckpoints;
import io.renwu.flink.FlinkRest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state of a Flink cluster and its jobs.
 *
 * @param version the version of Flink
 * @param jobs the latest run of each requested job
 */
record FlinkFacts(String version, FlinkRest.Overview overview, List<Job> jobs) {
  /**
   * The state of a job.
   *
   * @param run empty if the cluster has no job of the name
   * @param checkpoints empty if the job does not run
   * @param settings the settings of its checkpoints; empty if the job does not run
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
    /** Creates the state of the only job of its name. */
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
   * Reads the facts from a cluster.
   *
   * @throws io.renwu.timeout.ServerException if the cluster does not answer
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
