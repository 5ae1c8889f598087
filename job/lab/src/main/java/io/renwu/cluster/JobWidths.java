package io.renwu.cluster;

import io.renwu.flink.FlinkRest;
import io.renwu.job.RenwuJob;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The parallelism with which the jobs of a local cluster are submitted: that of the savepoint or
 * checkpoint they continue from, limited by the cluster's slots.
 */
final class JobWidths {
  private JobWidths() {}

  /**
   * The parallelism of each job that does not run.
   *
   * @param beginnings where they begin
   */
  static Map<RenwuJob, Integer> toSubmit(
      ClusterLayout layout, ClusterJobs jobs, Map<RenwuJob, Optional<SavedState>> beginnings) {
    int slots = layout.slots() * layout.plan().taskManagers();
    for (RenwuJob job : RenwuJob.values()) {
      Optional<FlinkRest.Job> run = jobs.live(job);
      if (run.isPresent()) {
        slots -= jobs.rest().tasks(run.get().id()).parallelism();
      }
    }
    Map<RenwuJob, Integer> wanted = new EnumMap<>(RenwuJob.class);
    beginnings.forEach(
        (job, from) ->
            wanted.put(job, from.map(SavedState::parallelism).orElse(layout.parallelism())));
    return fitted(wanted, slots);
  }

  /**
   * The same where there are slots for all; otherwise none gets more than its share, at least 1.
   */
  static Map<RenwuJob, Integer> fitted(Map<RenwuJob, Integer> wanted, int slots) {
    if (wanted.values().stream().mapToInt(Integer::intValue).sum() <= slots) {
      return wanted;
    }
    Map<RenwuJob, Integer> fitted = new EnumMap<>(wanted);
    int share = Math.max(1, slots / wanted.size());
    fitted.replaceAll((job, width) -> Math.min(width, share));
    return fitted;
  }
}
