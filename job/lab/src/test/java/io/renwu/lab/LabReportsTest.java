package io.renwu.lab;

import static io.renwu.cli.GoldenReport.assertReport;

import io.renwu.chaos.ChaosResult;
import io.renwu.chaos.ChaosSettings;
import io.renwu.chaos.FaultResult;
import io.renwu.chaos.fault.Fault;
import io.renwu.chaos.fault.FaultKind;
import io.renwu.cluster.ClusterStatus;
import io.renwu.demo.recount.RecountReport;
import io.renwu.demo.recount.RewardKey;
import io.renwu.flink.FlinkCheckpoints;
import io.renwu.flink.FlinkRest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Compares the JSON of commands of the local system with recorded files. */
class LabReportsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  @Test
  void clusterStatus() {
    FlinkCheckpoints.Checkpoint checkpoint =
        new FlinkCheckpoints.Checkpoint(5, NOW.minusSeconds(3), 120, 4096, "file:/c/chk-5");
    ClusterStatus.JobState runs =
        new ClusterStatus.JobState(
            "collector",
            "f00",
            "RUNNING",
            Optional.of(true),
            Optional.of(NOW.minusSeconds(60)),
            Optional.of(1L),
            Optional.of(2L),
            Optional.of(checkpoint),
            List.of(new FlinkRest.Job("f01", "collector", "RUNNING", NOW.minusSeconds(5))));
    ClusterStatus.JobState unknown =
        new ClusterStatus.JobState(
            "tasks",
            "",
            "UNKNOWN",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    ClusterStatus status =
        new ClusterStatus(
            Path.of("/folder"),
            ClusterStatus.State.DEGRADED,
            List.of(
                new ClusterStatus.ProcessState(
                    "kafka",
                    Optional.of(17L),
                    9092,
                    ClusterStatus.Health.UP,
                    Optional.of(NOW.minusSeconds(90))),
                new ClusterStatus.ProcessState(
                    "redis", Optional.empty(), 6379, ClusterStatus.Health.DEAD, Optional.empty())),
            List.of(runs, unknown),
            "http://localhost:8081",
            "localhost:9092",
            "redis://localhost:6379",
            List.of("http://localhost:9249"));
    assertReport("cluster-status", ClusterReport.of(status, NOW));
  }

  @Test
  void chaos() {
    RecountReport rewards =
        new RecountReport(
            Map.of("a", 5L),
            Map.of("a", 4L),
            List.of(new RewardKey("u", "a", "p", 1, null, null)),
            List.of("x", "y"),
            List.of("z"),
            List.of(),
            3,
            4,
            Set.of("b"));
    assertReport("chaos", ChaosReport.of(run(Optional.of(rewards))));
    assertReport("chaos-unjudged", ChaosReport.of(run(Optional.empty())));
  }

  private static ChaosResult run(Optional<RecountReport> rewards) {
    ChaosSettings settings =
        new ChaosSettings(
            11,
            3,
            EnumSet.allOf(FaultKind.class),
            100,
            Duration.ofSeconds(9),
            Duration.ofMinutes(1));
    FaultResult recovered =
        new FaultResult(
            new Fault(1, FaultKind.KILL_REDIS, 0, 500, 0, false),
            "redis",
            NOW,
            OptionalLong.of(2_000),
            List.of("started again"),
            List.of());
    FaultResult lost =
        new FaultResult(
            new Fault(2, FaultKind.KILL_REDIS, 0, 0, 0, true),
            "redis",
            NOW,
            OptionalLong.empty(),
            List.of(),
            List.of("not recovered"));
    return new ChaosResult(
        settings,
        Map.of(FaultKind.KILL_TASKMANAGER, "no rights"),
        List.of(recovered, lost),
        4_000,
        rewards,
        List.of("a problem"),
        Duration.ofMillis(61_001));
  }
}
