package io.renwu.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.renwu.demo.TrafficPlayer;
import io.renwu.timeout.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the JobManager under load. Its standby takes over the same jobs without a submission, and
 * every reward is there exactly once.
 */
class HighAvailabilityIT {
  private static final int GOOD = 0;
  private static final int FINDINGS = 1;
  private static final int FAILED = 3;

  private static final List<String> JOB_MANAGERS = List.of("jobmanager", "jobmanager-2");

  /** A metric that only the leading JobManager reports. */
  private static final String JOBS = "flink_jobmanager_numRunningJobs";

  @TempDir private Path temporary;

  @Test
  void standbyTakesOverBothJobsAndEveryRewardIsThereOnce() throws Exception {
    try (ClusterRig cluster = new ClusterRig(temporary)) {
      cluster.run(GOOD, "cluster", "up", "--ha", "--taskmanagers", "1");
      JsonNode before = cluster.run(GOOD, "cluster", "status", "-o", "json").json();
      assertThat(before.path("processes").findValuesAsText("name"))
          .containsExactly(
              "kafka", "redis", "zookeeper", "jobmanager", "jobmanager-2", "taskmanager-1");
      cluster.run(FAILED, "cluster", "up", "--no-ha");
      assertThat(cluster.err()).contains("runs with high availability");

      try (TrafficPlayer player = cluster.traffic(20261129)) {
        player.start();
        cluster.awaitGrants(20);
        String killed = killLeader(before);
        Await.until(
            "both jobs to be taken over",
            ClusterRig.PATIENCE,
            () -> cluster.run(FINDINGS, "cluster", "status", "-o", "json").json(),
            status -> bothRun(status) && isDead(status, killed));
        JsonNode after = cluster.json();
        assertThat(after.path("state").asText()).as("one process is dead").isEqualTo("degraded");
        assertThat(ids(after)).as("the same jobs").isEqualTo(ids(before));
        cluster.awaitGrants(cluster.grants() + 20);
        player.finish();
      }
      cluster.everyRewardIsThereOnce();

      cluster.run(GOOD, "cluster", "up");
      assertThat(cluster.err()).doesNotContain("continues from");
      assertThat(ids(cluster.run(GOOD, "cluster", "status", "-o", "json").json()))
          .isEqualTo(ids(before));
    }
  }

  private static boolean bothRun(JsonNode status) {
    return status.path("jobs").findValues("allTasksRun").stream().allMatch(JsonNode::asBoolean);
  }

  private static List<String> ids(JsonNode status) {
    List<String> ids = new ArrayList<>();
    status.path("jobs").forEach(job -> ids.add(job.path("id").asText()));
    return ids;
  }

  private static boolean isDead(JsonNode status, String process) {
    return process(status, process).path("state").asText().equals("dead");
  }

  private static JsonNode process(JsonNode status, String name) {
    for (JsonNode process : status.path("processes")) {
      if (process.path("name").asText().equals(name)) {
        return process;
      }
    }
    throw new AssertionError("no process " + name + " in " + status);
  }

  /** Kills the leading JobManager (SIGKILL) and returns its name. */
  private static String killLeader(JsonNode status) throws IOException, InterruptedException {
    List<String> leaders = new ArrayList<>();
    for (int i = 0; i < JOB_MANAGERS.size(); i++) {
      String metrics = status.path("metrics").path(i).asText();
      if (WatchedMetrics.reported(List.of(metrics)).contains(JOBS)) {
        leaders.add(JOB_MANAGERS.get(i));
      }
    }
    assertThat(leaders).hasSize(1);
    long pid = process(status, leaders.get(0)).path("pid").asLong();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    return leaders.get(0);
  }
}
