package io.renwu.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.job.RenwuJob;
import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterFolderTest {
  @TempDir private Path temporary;

  private ClusterFolder newCluster() {
    ClusterFolder folder = ClusterFolder.at(temporary.resolve("made"));
    return folder.makeAndLock(
        () -> {
          folder.save(ClusterPlan.free(2));
          return folder;
        });
  }

  @Test
  void planIsReadAsItWasWritten() {
    ClusterFolder folder = newCluster();
    ClusterPlan plan = folder.plan();
    assertThat(plan.taskManagers()).isEqualTo(2);
    assertThat(plan.ports().values()).hasSize(8).doesNotHaveDuplicates();
    ClusterPlan more = plan.withTaskManagers(3);
    assertThat(more.ports()).hasSize(9).containsAllEntriesOf(plan.ports());
    folder.save(more);
    assertThat(folder.plan()).isEqualTo(more);
  }

  @Test
  void highAvailabilityIsSwitchedOnAndOffWithItsRecords() throws IOException {
    ClusterFolder folder = ClusterFolder.at(temporary.resolve("made"));
    HighAvailability.set(folder, true);
    ClusterPlan plan = folder.plan();
    assertThat(plan.highlyAvailable()).isTrue();
    assertThat(plan.flinkProcesses())
        .containsExactly("jobmanager", "jobmanager-2", "taskmanager-1", "taskmanager-2");
    assertThat(plan.ports().values()).hasSize(11).doesNotHaveDuplicates();
    ClusterLayout layout = new ClusterLayout(folder.path(), plan);
    assertThat(layout.flinkSettings()).containsEntry("high-availability.type", "zookeeper");
    Path stored = Files.createDirectories(layout.highAvailability().resolve("renwu"));
    Path data = Files.createDirectories(layout.zooKeeper().resolve("data"));

    HighAvailability.set(folder, true);
    assertThat(folder.plan()).isEqualTo(plan);
    assertThat(stored).exists();
    HighAvailability.set(folder, false);
    assertThat(folder.plan().highlyAvailable()).isFalse();
    assertThat(folder.plan().flinkProcesses()).doesNotContain("jobmanager-2");
    assertThat(stored).doesNotExist();
    assertThat(data).doesNotExist();
    assertThat(new ClusterLayout(folder.path(), folder.plan()).flinkSettings().keySet())
        .noneMatch(key -> key.startsWith("high-availability"));
  }

  @Test
  void onlyOneCommandChangesACluster() {
    ClusterFolder folder = newCluster();
    String answer =
        folder.lock(
            () -> {
              assertThatThrownBy(() -> folder.lock(() -> "both"))
                  .isInstanceOf(ServerException.class)
                  .hasMessageContaining("another command is starting");
              assertThatThrownBy(() -> LocalCluster.up(folder, Optional.empty(), false, l -> {}))
                  .hasMessageContaining("another command is starting");
              return "one";
            });
    assertThat(answer).isEqualTo("one");
    assertThat(folder.<String>lock(() -> "after")).isEqualTo("after");
  }

  @Test
  void folderOfOtherFilesIsRefused() throws IOException {
    Files.writeString(temporary.resolve("thesis.txt"), "precious");
    ClusterFolder folder = ClusterFolder.at(temporary);
    assertThatThrownBy(() -> LocalCluster.up(folder, Optional.empty(), false, line -> {}))
        .hasMessageContaining("holds files but is not the folder of a cluster");
    assertThatThrownBy(() -> LocalCluster.down(folder, true, line -> {}))
        .hasMessageContaining("there is no cluster in " + folder.path());
    assertThatThrownBy(() -> ClusterFolder.at(temporary.resolve("thesis.txt")))
        .hasMessageContaining("is a file, expected a folder");
    assertThat(temporary).isDirectoryContaining("glob:**thesis.txt");
  }

  /** The first start was killed after it created the lock and before it wrote the plan. */
  @Test
  void folderOfAKilledStartBecomesACluster() throws IOException {
    Files.writeString(temporary.resolve(".lock"), "");
    Files.writeString(temporary.resolve("cluster.properties.new"), "format=1\ntask");
    ClusterFolder folder = ClusterFolder.at(temporary);
    folder.makeAndLock(
        () -> {
          folder.save(ClusterPlan.free(1));
          return folder;
        });
    assertThat(folder.plan().taskManagers()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a,b", "a:b", "a*"})
  void unusableFolderNameIsRefused(String name) {
    assertThatThrownBy(() -> ClusterFolder.at(temporary.resolve(name)))
        .hasMessageContaining("expected one without spaces");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "format=2",
        "format=1",
        "format=1\ntaskmanagers=0",
        "format=1\ntaskmanagers=x",
        "format=1\ntaskmanagers=1",
        "format=1\ntaskmanagers=1\nport.kafka=99999",
        "format=1\ntaskmanagers=1\nhighly-available=yes",
        "\\u00"
      })
  void brokenFileIsReported(String text) throws IOException {
    ClusterFolder folder = newCluster();
    Path file = folder.path().resolve("cluster.properties");
    Files.writeString(file, text);
    assertThatThrownBy(folder::plan)
        .isInstanceOf(ServerException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void usedPortIsReported() throws IOException {
    ClusterFolder folder = newCluster();
    int port = folder.plan().port(ClusterPlan.REDIS);
    try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(other.isBound()).isTrue();
      assertThatThrownBy(() -> LocalCluster.up(folder, Optional.empty(), false, line -> {}))
          .hasMessageContaining("port " + port)
          .hasMessageContaining("redis")
          .hasMessageContaining("--new-ports");
    }
  }

  @Test
  void stoppedClusterIsDown() {
    ClusterStatus status = LocalCluster.status(newCluster());
    assertThat(status.state()).isEqualTo(ClusterStatus.State.DOWN);
    assertThat(status.processes())
        .extracting(ClusterStatus.ProcessState::name)
        .containsExactly("kafka", "redis", "jobmanager", "taskmanager-1", "taskmanager-2");
    assertThat(LocalCluster.down(newCluster(), true, line -> {})).isTrue();
  }

  @Test
  void parallelismIsLimitedByTheSlots() {
    Map<RenwuJob, Integer> wide = Map.of(RenwuJob.COLLECTOR, 2, RenwuJob.TASKS, 6);
    assertThat(JobWidths.fitted(wide, 8)).isEqualTo(wide);
    assertThat(JobWidths.fitted(wide, 7))
        .isEqualTo(Map.of(RenwuJob.COLLECTOR, 2, RenwuJob.TASKS, 3));
    assertThat(JobWidths.fitted(Map.of(RenwuJob.TASKS, 4), 0)).isEqualTo(Map.of(RenwuJob.TASKS, 1));
  }
}
