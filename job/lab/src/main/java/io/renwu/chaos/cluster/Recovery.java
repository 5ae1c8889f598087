package io.renwu.chaos.cluster;

import io.renwu.cluster.ClusterStatus;
import io.renwu.cluster.ClusterStatus.Health;
import io.renwu.cluster.ClusterStatus.JobState;
import io.renwu.cluster.ClusterStatus.ProcessState;
import io.renwu.flink.FlinkRest;
import io.renwu.flink.LaterCheckpoint;
import io.renwu.timeout.Await;
import io.renwu.timeout.ServerException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.flink.api.common.time.Deadline;

/**
 * Watches a cluster until it has recovered: every process answers, all tasks of both jobs run, and
 * each job has completed a checkpoint that was triggered since. Meanwhile it acts as a supervisor:
 * it starts processes that have ended and submits jobs that no longer exist.
 */
public final class Recovery {
  private final ChaosCluster cluster;
  private final Duration patience;

  public Recovery(ChaosCluster cluster, Duration patience) {
    this.cluster = cluster;
    this.patience = patience;
  }

  /**
   * Waits for the recovery.
   *
   * @param since checkpoints that were triggered before do not count
   * @return the processes that had ended by themselves
   * @throws ServerException if it takes too long, with what is missing
   */
  public Set<String> await(Instant since) {
    Set<String> ended = new LinkedHashSet<>();
    Deadline deadline = Deadline.fromNow(patience);
    while (true) {
      ClusterStatus status = cluster.status();
      List<String> missing = missing(status, since);
      if (missing.isEmpty()) {
        return ended;
      }
      if (deadline.isOverdue()) {
        throw new ServerException(
            "no recovery within " + patience.toSeconds() + " s: " + String.join("; ", missing));
      }
      supervise(status, ended);
      Await.pause("recovery");
    }
  }

  private void supervise(ClusterStatus status, Set<String> ended) {
    try {
      List<String> dead =
          status.processes().stream()
              .filter(process -> process.health() == Health.DEAD)
              .map(ProcessState::name)
              .toList();
      if (!dead.isEmpty()) {
        ended.addAll(dead);
        cluster.startProcesses();
      } else if (allAnswer(status) && status.jobs().stream().anyMatch(Recovery::isGone)) {
        cluster.up(ignored -> {});
      }
    } catch (ServerException notYet) {
      Await.pause("a process that does not start: " + notYet.getMessage());
    }
  }

  private static boolean allAnswer(ClusterStatus status) {
    return status.processes().stream().allMatch(process -> process.health() == Health.UP);
  }

  private static boolean isGone(JobState job) {
    return (job.id().isEmpty() && !job.isUnknown()) || FlinkRest.isOver(job.state());
  }

  /** The parts that have not recovered, a sentence each. */
  static List<String> missing(ClusterStatus status, Instant since) {
    List<String> missing = new ArrayList<>();
    for (ProcessState process : status.processes()) {
      if (process.health() != Health.UP) {
        missing.add(process.name() + " is " + process.health().name().toLowerCase(Locale.ROOT));
      }
    }
    for (JobState job : status.jobs()) {
      if (!job.allTasksRun().orElse(false)) {
        missing.add(job.name() + " is " + job.state() + ", not all of its tasks run");
      } else if (job.lastCheckpoint()
          .filter(last -> LaterCheckpoint.isSince(last, since))
          .isEmpty()) {
        missing.add(job.name() + " has not completed a checkpoint since");
      }
    }
    return missing;
  }
}
