package io.renwu.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.renwu.demo.TrafficPlayer;
import io.renwu.demo.server.ProjectHome;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Upgrades under load: what stands against one is said before anything is stopped, a jar that fails
 * as it runs is taken back, a good one stays; every reward is there exactly once.
 */
class UpgradeIT {
  private static final int GOOD = 0;
  private static final int FINDINGS = 1;
  private static final int FAILED = 3;

  @TempDir private Path temporary;

  @Test
  void everyRewardIsThereOnceThoughTheJarsWereChanged() throws Exception {
    Path good = Files.copy(ProjectHome.jobJar(), temporary.resolve("good.jar"));
    Path broken = without("io/renwu/engine/TaskEngine.class", "broken.jar");
    Path headless = without("io/renwu/job/TaskJob.class", "headless.jar");
    try (ClusterRig cluster = new ClusterRig(temporary)) {
      cluster.run(GOOD, "cluster", "up", "--taskmanagers", "1");
      try (TrafficPlayer player = cluster.traffic(20261128)) {
        player.start();
        cluster.awaitGrants(10);

        String running = idOf(cluster, 1);
        cluster.runApart(FAILED, "upgrade", "--jar", headless.toString());
        assertThat(cluster.err()).contains("cannot be used for renwu-tasks");
        cluster.runApart(FAILED, "upgrade", "--queue.key.prefix", "other");
        assertThat(cluster.err()).contains("queue.key.prefix = other, expected renwu");
        cluster.runApart(FAILED, "upgrade", "--job.max.parallelism", "64");
        assertThat(cluster.err()).contains("job.max.parallelism = 64, expected 128");
        assertThat(idOf(cluster, 1)).as("nothing was stopped").isEqualTo(running);

        cluster.runApart(FINDINGS, "upgrade", "--jar", broken.toString());
        assertThat(cluster.out()).contains("rolled back");
        assertThat(cluster.err())
            .contains("renwu-tasks: the new jar does not come to good")
            .contains("renwu-tasks: runs with the old jar again");
        assertThat(idOf(cluster, 1)).isNotEqualTo(running);
        cluster.awaitGrants(cluster.grants() + 1);

        cluster.runApart(GOOD, "upgrade", "--jar", good.toString());
        assertThat(cluster.out()).contains("upgraded");
        assertThat(cluster.err())
            .contains("renwu-tasks: runs with the new jar", "renwu-collector: runs with the new");
        assertThat(Files.mismatch(ClusterFolder.at(cluster.folder()).jar(RenwuJob.TASKS), good))
            .isEqualTo(-1);
        player.finish();
      }
      cluster.everyRewardIsThereOnce();
    }
  }

  /** The job's id; the collector is the first, the task job the second. */
  private static String idOf(ClusterRig cluster, int job) throws IOException {
    JsonNode status = cluster.run(GOOD, "cluster", "status", "-o", "json").json();
    return status.path("jobs").path(job).path("id").asText();
  }

  /** The build's jar without one of its classes. */
  private Path without(String entry, String name) throws IOException {
    Path jar = Files.copy(ProjectHome.jobJar(), temporary.resolve(name));
    try (FileSystem zip = FileSystems.newFileSystem(jar)) {
      Files.delete(zip.getPath(entry));
    }
    return jar;
  }
}
