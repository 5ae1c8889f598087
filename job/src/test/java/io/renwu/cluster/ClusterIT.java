package io.renwu.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.renwu.demo.TrafficPlayer;
import io.renwu.demo.server.Await;
import io.renwu.job.config.RenwuConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster from its first start over a stop with a backlog in the queue to its second start: every
 * reward is there exactly once, and the metrics that are watched are there.
 */
class ClusterIT {
  private static final int GOOD = 0;
  private static final int FINDINGS = 1;

  @TempDir private Path temporary;

  @Test
  void everyRewardIsThereOnceThoughTheClusterWasStoppedAndStartedAgain() throws Exception {
    try (ClusterRig cluster = new ClusterRig(temporary)) {
      cluster.run(GOOD, "cluster", "up", "--taskmanagers", "1");
      assertThat(cluster.out()).contains("web UI   http://127.0.0.1:", "cluster  up");
      RenwuConfig config = cluster.config();
      Set<Long> pids = pids(cluster);
      assertThat(pids).hasSize(4);

      leaveABacklog(cluster);

      JsonNode status = cluster.run(GOOD, "cluster", "status", "-o", "json").json();
      assertThat(status.path("state").asText()).isEqualTo("up");
      assertThat(status.path("jobs").path(0).path("name").asText()).isEqualTo("renwu-collector");
      assertThat(status.path("jobs").path(1).path("checkpoint").path("id").asLong()).isPositive();
      List<String> addresses = new ArrayList<>();
      status.path("metrics").forEach(address -> addresses.add(address.asText()));
      assertThat(WatchedMetrics.reported(addresses)).containsAll(WatchedMetrics.asked());

      cluster.run(GOOD, "cluster", "down");
      assertThat(cluster.err()).contains("renwu-collector: savepoint", "renwu-tasks: savepoint");
      Await.untilTrue(
          "every process to be gone",
          ClusterRig.PATIENCE,
          () -> pids.stream().flatMap(pid -> ProcessHandle.of(pid).stream()).findAny().isEmpty());
      assertThat(cluster.run(FINDINGS, "cluster", "status").out()).contains("cluster  down");

      cluster.run(GOOD, "cluster", "up", "--taskmanagers", "2");
      assertThat(cluster.err())
          .contains("renwu-collector goes on from", "renwu-tasks goes on from")
          .doesNotContain("sample tasks");
      assertThat(cluster.config()).isEqualTo(config);
      assertThat(pids(cluster)).hasSize(5).doesNotContainAnyElementsOf(pids);
      cluster.run(GOOD, "rate", "resume");
      cluster.everyRewardIsThereOnce();
    }
  }

  /** In the queue: nothing is taken from it, and the rate stays paused over the stop. */
  private static void leaveABacklog(ClusterRig cluster) throws Exception {
    try (TrafficPlayer player = cluster.traffic(20261127)) {
      player.start();
      cluster.awaitGrants(20);
      cluster.run(GOOD, "rate", "pause");
      Await.until(
          "a backlog in the queue",
          ClusterRig.PATIENCE,
          () -> cluster.run(GOOD, "queue", "status", "-o", "json").json().path("waiting").asLong(),
          records -> records > 500);
      player.finish();
    }
  }

  private static Set<Long> pids(ClusterRig cluster) throws IOException {
    return cluster
        .run(GOOD, "cluster", "status", "-o", "json")
        .json()
        .path("processes")
        .findValues("pid")
        .stream()
        .map(JsonNode::asLong)
        .collect(Collectors.toSet());
  }
}
