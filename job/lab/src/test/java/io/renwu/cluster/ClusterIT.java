package io.renwu.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.renwu.demo.TrafficPlayer;
import io.renwu.job.RenwuJob;
import io.renwu.job.config.RenwuConfig;
import io.renwu.server.ProjectHome;
import io.renwu.server.RunningProcess;
import io.renwu.timeout.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs a cluster through a stop with a backlog, a second start and upgrades under load. An upgrade
 * that does not fit is refused before anything is stopped, a jar that fails is rolled back, and a
 * good one stays. Every reward is there exactly once, all watched metrics exist, and logs, metrics
 * and the web UI name no user.
 */
class ClusterIT {
  private static final int GOOD = 0;
  private static final int FINDINGS = 1;
  private static final int FAILED = 3;

  @TempDir private Path temporary;

  @Test
  void everyRewardOnceDespiteAStopAndUpgrades() throws Exception {
    try (ClusterRig cluster = new ClusterRig(temporary)) {
      cluster.run(GOOD, "cluster", "up", "--taskmanagers", "1");
      assertThat(cluster.out()).contains("web UI   http://127.0.0.1:", "cluster  up");
      RenwuConfig config = cluster.config();
      Set<Long> pids = pids(cluster);
      assertThat(pids).hasSize(4);
      filesAreClosedToOtherUsers(cluster);
      suspendedProcessesAreReportedAsSilent(cluster);

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
          .containsPattern("renwu-collector continues from .*, parallelism 2")
          .containsPattern("renwu-tasks continues from .*, parallelism 2")
          .doesNotContain("sample tasks");
      assertThat(cluster.config()).isEqualTo(config);
      assertThat(pids(cluster)).hasSize(5).doesNotContainAnyElementsOf(pids);
      cluster.run(GOOD, "rate", "resume");
      try (TrafficPlayer player = cluster.traffic(20261128)) {
        player.start();
        upgrade(cluster);
        player.finish();
      }
      cluster.everyRewardIsThereOnce();
      noUserIsExposed(cluster);
      cluster.plantedLossAndDuplicateAreFound();
    }
  }

  private static void filesAreClosedToOtherUsers(ClusterRig cluster) throws IOException {
    assertThat(mode(cluster.folder())).isEqualTo("rwx------");
    try (Stream<Path> all = Files.walk(cluster.folder())) {
      for (Path path : all.filter(file -> !Files.isSymbolicLink(file)).toList()) {
        assertThat(mode(path)).as("%s", path).endsWith("------");
      }
    } catch (UncheckedIOException goneMeanwhile) {
      assertThat(goneMeanwhile.getCause()).isInstanceOf(NoSuchFileException.class);
    }
  }

  private static String mode(Path path) throws IOException {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (NoSuchFileException goneMeanwhile) {
      return "------";
    }
  }

  /** A suspended process still accepts connections, because the operating system does. */
  private static void suspendedProcessesAreReportedAsSilent(ClusterRig cluster) throws Exception {
    List<String> names = List.of("kafka", "redis", "jobmanager");
    List<RunningProcess> stopped = new ArrayList<>();
    try {
      for (String name : names) {
        RunningProcess process =
            ClusterControl.process(ClusterFolder.at(cluster.folder()), name).orElseThrow();
        stopped.add(process);
        process.suspend();
      }
      JsonNode status = cluster.run(FINDINGS, "cluster", "status", "-o", "json").json();
      for (JsonNode process : status.path("processes")) {
        if (names.contains(process.path("name").asText())) {
          assertThat(process.path("state").asText()).as("%s", process).isEqualTo("silent");
        }
      }
      assertThat(status.path("jobs").findValuesAsText("state"))
          .containsExactly("UNKNOWN", "UNKNOWN");
      assertThat(status.path("jobs").path(0).path("allTasksRun").isNull()).isTrue();
      String folder = cluster.folder().toString();
      JsonNode doctor = cluster.run(FINDINGS, "doctor", "--dir", folder, "-o", "json").json();
      assertThat(doctor.path("findings").findValuesAsText("check"))
          .containsExactly("answer", "answer", "answer");
      cluster.run(FAILED, "rate", "get", "--dir", folder);
      cluster.run(
          FAILED, "publish", "--dir", folder, ProjectHome.path().resolve("task-rules").toString());
    } finally {
      stopped.forEach(RunningProcess::resume);
    }
    Await.until(
        "the cluster to go on",
        ClusterRig.PATIENCE,
        () -> LocalCluster.status(ClusterFolder.at(cluster.folder())).state(),
        ClusterStatus.State.UP::equals);
  }

  /** Fills the queue while the rate is paused; the pause outlasts the stop. */
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

  private void upgrade(ClusterRig cluster) throws Exception {
    Path good = Files.copy(ProjectHome.jobJar(), temporary.resolve("good.jar"));
    Path broken = without("io/renwu/engine/TaskEngine.class", "broken.jar");
    Path headless = without("io/renwu/job/TaskJob.class", "headless.jar");

    String running = idOfTaskJob(cluster);
    cluster.runInOwnJvm(FAILED, "upgrade", "--job", "tasks", "--jar", headless.toString());
    assertThat(cluster.err()).contains("cannot be used for renwu-tasks");
    assertThat(idOfTaskJob(cluster)).as("nothing was stopped").isEqualTo(running);

    cluster.runInOwnJvm(FINDINGS, "upgrade", "--job", "tasks", "--jar", broken.toString());
    assertThat(cluster.out()).contains("rolled back");
    assertThat(cluster.err())
        .contains("renwu-tasks: the new jar completes no checkpoint")
        .contains("renwu-tasks: runs with the old jar again");
    assertThat(idOfTaskJob(cluster)).isNotEqualTo(running);

    cluster.runInOwnJvm(GOOD, "upgrade", "--job", "collector", "--jar", good.toString());
    assertThat(cluster.out()).contains("upgraded");
    assertThat(cluster.err()).contains("renwu-collector: runs with the new jar");
    assertThat(Files.mismatch(ClusterFolder.at(cluster.folder()).jar(RenwuJob.COLLECTOR), good))
        .isEqualTo(-1);
    endedJobsLeaveNoClassesInTheJobManager(cluster);
  }

  /**
   * A client's thread keeps all classes of its job loaded; each running job has one such client.
   */
  private static void endedJobsLeaveNoClassesInTheJobManager(ClusterRig cluster) throws Exception {
    Await.until(
        "one client of Redis in the JobManager for each job",
        ClusterRig.PATIENCE,
        () ->
            cluster.jobManagerThreads().stream()
                .filter(name -> name.startsWith("lettuce-timer"))
                .count(),
        clients -> clients == RenwuJob.values().length);
  }

  /** Checks that neither users nor fields of events appear. */
  private static void noUserIsExposed(ClusterRig cluster) throws Exception {
    Set<String> users = cluster.users();
    assertThat(users).hasSizeGreaterThan(100);
    JsonNode status = cluster.run(GOOD, "cluster", "status", "-o", "json").json();
    Map<String, String> texts = Exposed.texts(cluster.folder(), status);
    assertThat(texts).hasSizeGreaterThan(20);
    assertThat(texts.values()).as("logs of both jobs").anyMatch(t -> t.contains("renwu-tasks"));
    texts.forEach(
        (place, text) -> {
          assertThat(users).as(place).noneMatch(text::contains);
          assertThat(Set.of("\"userId\"", "\"eventId\"")).as(place).noneMatch(text::contains);
        });
  }

  private static String idOfTaskJob(ClusterRig cluster) throws IOException {
    JsonNode status = cluster.run(GOOD, "cluster", "status", "-o", "json").json();
    return status.path("jobs").path(1).path("id").asText();
  }

  /** Copies the build's jar without one of its classes. */
  private Path without(String entry, String name) throws IOException {
    Path jar = Files.copy(ProjectHome.jobJar(), temporary.resolve(name));
    try (FileSystem zip = FileSystems.newFileSystem(jar)) {
      Files.delete(zip.getPath(entry));
    }
    return jar;
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
