package io.renwu.chaos.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.cluster.ClusterStatus;
import io.renwu.cluster.ClusterStatus.Health;
import io.renwu.cluster.ClusterStatus.JobState;
import io.renwu.cluster.ClusterStatus.ProcessState;
import io.renwu.flink.FlinkCheckpoints;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecoveryTest {
  private static final Instant HEALED = Instant.parse("2026-11-27T12:00:10Z");

  private static ClusterStatus status(Health redis, boolean allTasksRun, String completedAt) {
    ProcessState process =
        new ProcessState("redis", Optional.of(1L), 2, redis, Optional.of(Instant.EPOCH));
    JobState job =
        new JobState(
            "renwu-tasks",
            "id",
            "RUNNING",
            Optional.of(allTasksRun),
            Optional.of(Instant.EPOCH),
            Optional.of(0L),
            Optional.of(0L),
            Optional.ofNullable(completedAt)
                .map(at -> new FlinkCheckpoints.Checkpoint(7, Instant.parse(at), 500, 10, "path")),
            List.of());
    return new ClusterStatus(
        Path.of("folder"),
        ClusterStatus.State.DEGRADED,
        List.of(process),
        List.of(job),
        "",
        "",
        "",
        List.of());
  }

  private static List<String> missing(Health redis, boolean allTasksRun, String completedAt) {
    return Recovery.missing(status(redis, allTasksRun, completedAt), HEALED);
  }

  @Test
  void laterCheckpointProvesRecovery() {
    assertThat(missing(Health.UP, true, "2026-11-27T12:00:10.500Z")).isEmpty();
  }

  @Test
  void earlierCheckpointProvesNothing() {
    assertThat(missing(Health.UP, true, "2026-11-27T12:00:10.499Z"))
        .containsExactly("renwu-tasks has not completed a checkpoint since");
    assertThat(missing(Health.UP, true, null))
        .containsExactly("renwu-tasks has not completed a checkpoint since");
  }

  @Test
  void tasksAndProcessesMustRun() {
    assertThat(missing(Health.SILENT, false, "2026-11-27T12:00:20Z"))
        .containsExactly("redis is silent", "renwu-tasks is RUNNING, not all of its tasks run");
  }
}
