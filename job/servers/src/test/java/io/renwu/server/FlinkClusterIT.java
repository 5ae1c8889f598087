package io.renwu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.flink.FlinkRest;
import io.renwu.flink.JobSubmission;
import io.renwu.flink.TaskManagerLoss;
import io.renwu.timeout.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkClusterIT {
  private static final Duration LONG = Duration.ofSeconds(90);

  @TempDir Path folder;

  @Test
  void aJobSurvivesItsTaskManagerAndResumesFromItsSavepoint() throws Exception {
    Map<String, String> frequentCheckpoints = Map.of("execution.checkpointing.interval", "500ms");
    try (FlinkCluster cluster = new FlinkCluster(folder, frequentCheckpoints)) {
      cluster.start(2);
      FlinkRest rest = cluster.rest();
      assertThat(rest.overview()).isEqualTo(new FlinkRest.Overview(2, 4, 4, 0));
      assertThat(rest.readTaskManagers()).containsExactly("taskmanager-1", "taskmanager-2");

      JobSubmission submission =
          JobSubmission.fresh(
              CountingJar.write(folder.resolve("counting.jar")),
              CountingJob.class.getName(),
              List.of("--config", "counting"),
              2);
      String job = rest.submit(submission);
      awaitCheckpointsAfter(rest, job, 0);
      assertThat(rest.checkpoints(job).path()).startsWith("file:" + folder);

      String killed = TaskManagerLoss.kill(cluster, job);
      assertThat(cluster.taskManagers())
          .filteredOn(taskManager -> !taskManager.isAlive())
          .extracting(ServerProcess::name)
          .containsExactly(killed);
      cluster.start(2);
      awaitCheckpointsAfter(rest, job, rest.checkpoints(job).completed());
      assertThat(rest.exceptions(job)).contains("Exception");

      String savepoint = rest.stopWithSavepoint(job, cluster.savepoints());
      assertThat(rest.status(job)).isEqualTo("FINISHED");
      String resumed = rest.submit(submission.from(savepoint));
      awaitCheckpointsAfter(rest, resumed, 0);
      rest.cancel(resumed);
      Await.until("the end", LONG, () -> rest.status(resumed), "CANCELED"::equals);
    }
  }

  private static void awaitCheckpointsAfter(FlinkRest rest, String job, long completed) {
    Await.untilTrue("all tasks to run", LONG, () -> rest.tasks(job).allRun());
    Await.until(
        "a checkpoint",
        LONG,
        () -> rest.checkpoints(job),
        checkpoints -> checkpoints.completed() > completed);
  }
}
