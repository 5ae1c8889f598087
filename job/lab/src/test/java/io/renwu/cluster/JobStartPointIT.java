package io.renwu.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.renwu.demo.TrafficPlayer;
import io.renwu.flink.FlinkCheckpoints.Checkpoint;
import io.renwu.flink.FlinkRest;
import io.renwu.flink.JobSubmission;
import io.renwu.job.TaskJob;
import io.renwu.server.CountingJar;
import io.renwu.server.CountingJob;
import io.renwu.server.Folders;
import io.renwu.server.ProjectHome;
import io.renwu.timeout.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A task job continues from its newest state however it was stopped, starts without state only if
 * told to, and refuses to start twice.
 */
class JobStartPointIT {
  private static final int GOOD = 0;
  private static final int FINDINGS = 1;
  private static final int FAILED = 3;
  private static final int WIDTH = 2;

  @TempDir private Path temporary;

  @Test
  void taskJobNeverStartsWithoutItsStateByAccident() throws Exception {
    try (ClusterRig cluster = new ClusterRig(temporary)) {
      cluster.run(GOOD, "cluster", "up", "--taskmanagers", "1");
      assertThat(cluster.err()).contains("renwu-tasks starts without state, parallelism " + WIDTH);
      FlinkRest rest = ClusterJobs.local(layout(cluster)).rest();
      try (TrafficPlayer player = cluster.traffic(20261130)) {
        player.start();
        cluster.awaitGrants(20);
        continuesFromASavepointOfFlink(cluster, rest);
        continuesFromARetainedCheckpoint(cluster, rest);
        player.finish();
      }
      secondJobIsRefused(cluster, rest);
      jobsOfTheSameNameAreReported(cluster, rest);
      cluster.everyRewardIsThereOnce();
      startsWithoutStateOnlyIfFresh(cluster, rest);
    }
  }

  private static ClusterLayout layout(ClusterRig cluster) {
    ClusterFolder folder = ClusterFolder.at(cluster.folder());
    return new ClusterLayout(folder.path(), folder.plan());
  }

  private static String id(FlinkRest rest) {
    return rest.live(TaskJob.NAME).get(0).id();
  }

  /**
   * Stops the job without a folder, as the web UI and {@code flink stop} do: the savepoint is not
   * in the job's folder.
   */
  private static void continuesFromASavepointOfFlink(ClusterRig cluster, FlinkRest rest) {
    String savepoint = rest.stopWithSavepoint(id(rest), Optional.empty());
    cluster.run(GOOD, "cluster", "up");
    assertThat(cluster.err())
        .contains("renwu-tasks continues from " + savepoint + ", parallelism " + WIDTH)
        .doesNotContain("renwu-collector");
  }

  private static void continuesFromARetainedCheckpoint(ClusterRig cluster, FlinkRest rest) {
    String id = id(rest);
    Await.until(
        "a checkpoint",
        ClusterRig.PATIENCE,
        () -> rest.checkpoints(id).completed(),
        number -> number > 0);
    rest.cancel(id);
    Await.until("the end", ClusterRig.PATIENCE, () -> rest.status(id), "CANCELED"::equals);
    Checkpoint last = rest.checkpoints(id).latest().orElseThrow();
    cluster.run(GOOD, "cluster", "up");
    assertThat(cluster.err())
        .contains("renwu-tasks continues from " + last.path() + ", parallelism " + WIDTH);
  }

  private static void secondJobIsRefused(ClusterRig cluster, FlinkRest rest) {
    String running = id(rest);
    String folder = cluster.folder().toString();
    cluster.run(FAILED, "tasks", "--dir", folder);
    assertThat(cluster.err())
        .contains("renwu-tasks is already at " + rest.address(), running, "validate");
    cluster.run(FAILED, "collector", "--dir", folder, "--cluster", rest.address().toString());
    assertThat(cluster.err()).contains("renwu-collector is already at " + rest.address());
    // With --config the command does not know the cluster; the queue's job lease refuses the job.
    String config = cluster.folder().resolve("renwu.yaml").toString();
    cluster.run(FAILED, "tasks", "--config", config);
    assertThat(cluster.err()).contains("a task job reads this queue already");

    String fresh = rest.submit(submission(cluster));
    Await.until("the refusal", ClusterRig.PATIENCE, () -> rest.status(fresh), "FAILED"::equals);
    assertThat(rest.restarts(fresh)).isZero();
    assertThat(rest.exceptions(fresh))
        .contains("a task job ran on this system before", "--job.fresh true");
    assertThat(id(rest)).isEqualTo(running);
  }

  private static JobSubmission submission(ClusterRig cluster) {
    return JobSubmission.fresh(
        ProjectHome.jobJar(), TaskJob.class.getName(), cluster.config().arguments(), 1);
  }

  /** The second job only has the same name, and receives no slots. */
  private void jobsOfTheSameNameAreReported(ClusterRig cluster, FlinkRest rest) throws IOException {
    String running = id(rest);
    String other =
        rest.submit(
            JobSubmission.fresh(
                CountingJar.write(temporary.resolve("counting.jar")),
                CountingJob.class.getName(),
                List.of("--config", TaskJob.NAME),
                1));
    JsonNode status = cluster.run(FINDINGS, "cluster", "status", "-o", "json").json();
    JsonNode job = status.path("jobs").path(1);
    assertThat(List.of(job.path("id").asText(), job.path("others").path(0).path("id").asText()))
        .containsExactlyInAnyOrder(running, other);
    assertThat(cluster.run(FINDINGS, "cluster", "status").out()).contains("runs twice", other);
    cluster.run(FINDINGS, "doctor", "-o", "json", "--dir", cluster.folder().toString());
    assertThat(cluster.out()).contains("2 jobs of this name", running, other);
    cluster.run(FAILED, "cluster", "down");
    assertThat(cluster.err()).contains("nothing was stopped", running, other, "mode=cancel");
    cluster.run(FAILED, "cluster", "up");
    assertThat(cluster.err()).contains(running, other);
    cluster.run(FAILED, "upgrade", "--job", "tasks", "--dir", cluster.folder().toString());
    assertThat(cluster.err()).contains(running, other);
    rest.cancel(other);
    Await.until("the end", ClusterRig.PATIENCE, () -> rest.status(other), "CANCELED"::equals);
    assertThat(id(rest)).isEqualTo(running);
  }

  private static void startsWithoutStateOnlyIfFresh(ClusterRig cluster, FlinkRest rest)
      throws IOException {
    String id = id(rest);
    String savepoint = rest.stopWithSavepoint(id, Optional.empty());
    Folders.delete(layout(cluster).savepoints());
    Folders.delete(layout(cluster).checkpoints().resolve(TaskJob.NAME));

    cluster.run(FAILED, "cluster", "up");
    assertThat(cluster.err())
        .contains("renwu-tasks is not started: it ran on this system before", "--fresh")
        .contains(savepoint);
    assertThat(rest.live(TaskJob.NAME)).isEmpty();
    cluster.run(FAILED, "tasks", "--dir", cluster.folder().toString());
    assertThat(cluster.err()).contains("renwu-tasks is not started", "--from PATH");

    cluster.run(GOOD, "cluster", "up", "--fresh");
    assertThat(cluster.err()).contains("renwu-tasks starts without state");
    assertThat(cluster.config().toYaml()).doesNotContain("fresh");
    assertThat(rest.settings(id(rest))).doesNotContainKey("job.fresh");
  }
}
