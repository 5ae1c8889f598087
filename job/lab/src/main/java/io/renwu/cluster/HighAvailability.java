package io.renwu.cluster;

import io.renwu.server.Folders;
import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.nio.file.Path;

/** Switches high availability of a local cluster: a ZooKeeper and a standby JobManager. */
public final class HighAvailability {
  private HighAvailability() {}

  /**
   * Sets it for the next start. The folder need not be a cluster yet.
   *
   * <p>Deletes the records of an earlier time with high availability. A JobManager would recover
   * the jobs from them, although the jobs may have run without it since. The jobs continue from
   * their newest savepoints and retained checkpoints instead.
   *
   * @throws ServerException if it would change and a process of Flink or ZooKeeper runs
   */
  public static void set(ClusterFolder folder, boolean wanted) {
    folder.makeAndLock(
        () -> {
          ClusterPlan plan = folder.isCluster() ? folder.plan() : ClusterPlan.free();
          if (plan.highlyAvailable() != wanted) {
            ClusterLayout before = new ClusterLayout(folder.path(), plan);
            refuseIfRunning(before);
            forget(before);
          }
          ClusterPlan changed = plan.withHighAvailability(wanted);
          folder.save(changed);
          return changed;
        });
  }

  /** Deletes what a JobManager would recover jobs from. No JobManager may run. */
  static void forget(ClusterLayout layout) {
    delete(layout.zooKeeper());
    delete(layout.highAvailability());
  }

  private static void refuseIfRunning(ClusterLayout layout) {
    for (ClusterProcess process : layout.processes()) {
      if (process.running().isPresent()) {
        throw new ServerException(
            "the cluster in "
                + layout.folder()
                + " runs "
                + (layout.plan().highlyAvailable() ? "with" : "without")
                + " high availability, which can only be changed while it is stopped;"
                + " stop it first: ./renwu cluster down --dir "
                + layout.folder());
      }
    }
  }

  private static void delete(Path folder) {
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new ServerException("cannot delete " + folder + ": " + e, e);
    }
  }
}
