package io.renwu.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.job.RenwuJob;
import io.renwu.job.config.RenwuConfig;
import io.renwu.server.ProjectHome;
import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatestStateTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final String TASKS = "queue-source";
  private static final String COLLECTOR = "behaviors";

  @TempDir private Path folder;
  private Path checkpoints;
  private Path savepoints;
  private RecordedFlink flink;

  @BeforeEach
  void startFlink() throws IOException {
    checkpoints = Files.createDirectories(folder.resolve("checkpoints"));
    savepoints = Files.createDirectories(folder.resolve("savepoints"));
    flink = new RecordedFlink().withTaskJobs();
    flink.answering(
        "/jobmanager/config",
        "[{\"key\":\"execution.checkpointing.dir\",\"value\":\"%s\"},{\"key\":\"execution.checkpointing.savepoint-dir\",\"value\":\"%s\"}]"
            .formatted(checkpoints.toUri(), savepoints.toUri()));
  }

  @AfterEach
  void stopFlink() {
    flink.close();
  }

  private Optional<String> newest(RenwuJob job) {
    return LatestState.of(flink.rest()).newest(job).map(state -> name(state.path()));
  }

  private static String name(String path) {
    return Path.of(path.replaceFirst("^file:/+", "/")).getFileName().toString();
  }

  private void checkpoint(String place, String uid, int minute) throws IOException {
    Metadata.write(checkpoints.resolve(place), uid, 2, NOON.plusSeconds(60L * minute));
  }

  private Path savepoint(String place, String uid, int minute) throws IOException {
    return Metadata.write(savepoints.resolve(place), uid, 3, NOON.plusSeconds(60L * minute));
  }

  @Test
  void findsNothingBeforeTheFirst() throws IOException {
    Files.createDirectories(checkpoints.resolve("renwu-tasks/abc/chk-1"));
    assertThat(newest(RenwuJob.TASKS)).isEmpty();
  }

  @Test
  void findsTheNewestOfBothKindsInAnyFolder() throws IOException {
    checkpoint("renwu-tasks/abc/chk-7", TASKS, 1);
    checkpoint("def/chk-9", TASKS, 3);
    checkpoint("renwu-tasks/abc/chk-8", TASKS, 2);
    assertThat(newest(RenwuJob.TASKS)).contains("chk-9");
    savepoint("savepoint-abc-1", TASKS, 4);
    assertThat(newest(RenwuJob.TASKS)).contains("savepoint-abc-1");
    savepoint("renwu-tasks/savepoint-abc-2", TASKS, 5);
    assertThat(newest(RenwuJob.TASKS)).contains("savepoint-abc-2");
  }

  @Test
  void incompleteStateIsIgnored() throws IOException {
    checkpoint("renwu-tasks/abc/chk-7", TASKS, 1);
    Files.createDirectories(checkpoints.resolve("renwu-tasks/abc/chk-8"));
    assertThat(newest(RenwuJob.TASKS)).contains("chk-7");
  }

  @Test
  void stateOfTheOtherJobIsIgnored() throws IOException {
    checkpoint("renwu-tasks/abc/chk-7", TASKS, 1);
    savepoint("savepoint-def-1", COLLECTOR, 2);
    savepoint("renwu-tasks/savepoint-def-2", "of another system", 3);
    assertThat(newest(RenwuJob.TASKS)).contains("chk-7");
    assertThat(newest(RenwuJob.COLLECTOR)).contains("savepoint-def-1");
  }

  @Test
  void parallelismIsThatOfTheWidestOperator() throws IOException {
    savepoint("savepoint-abc-1", TASKS, 4);
    assertThat(LatestState.of(flink.rest()).newest(RenwuJob.TASKS).orElseThrow().parallelism())
        .isEqualTo(3);
  }

  @Test
  void savepointOfARealTaskJobIsRecognized() throws IOException {
    Path golden =
        ProjectHome.path().resolve("job/jobs/src/test/resources/savepoints/task-job-1/savepoint");
    Path copy = Files.createDirectories(savepoints.resolve("savepoint-real"));
    Files.copy(golden.resolve("_metadata"), copy.resolve("_metadata"));
    assertThat(newest(RenwuJob.TASKS)).contains("savepoint-real");
    assertThat(LatestState.of(flink.rest()).newest(RenwuJob.TASKS).orElseThrow().parallelism())
        .isEqualTo(1);
    assertThat(newest(RenwuJob.COLLECTOR)).isEmpty();
  }

  @Test
  void savepointInFlinksHistoryIsFound() throws IOException {
    checkpoint("renwu-tasks/abc/chk-7", TASKS, 1);
    Path elsewhere =
        Metadata.write(folder.resolve("mine/savepoint-abc-9"), TASKS, 4, NOON.plusSeconds(300));
    flink
        .withTaskJobs("abc:FINISHED:1")
        .withSaved(
            "abc", "savepoint", elsewhere.toUri().toString(), NOON.plusSeconds(299).toEpochMilli());
    assertThat(newest(RenwuJob.TASKS)).contains("savepoint-abc-9");
  }

  @Test
  void historyIsTrustedForAnotherMachinesFolder() throws IOException {
    flink
        .withTaskJobs("abc:CANCELED:1")
        .withSaved("abc", "completed", "s3://bucket/renwu/abc/chk-9", NOON.toEpochMilli())
        .answering("/jobs/abc", "{\"vertices\":[{\"parallelism\":1},{\"parallelism\":6}]}");
    assertThat(LatestState.of(flink.rest()).newest(RenwuJob.TASKS))
        .contains(new SavedState("s3://bucket/renwu/abc/chk-9", NOON, 6));
  }

  @Test
  void olderStateIsRefusedIfTheNewestWasDeleted() throws IOException {
    checkpoint("renwu-tasks/abc/chk-7", TASKS, 1);
    String gone = savepoints.resolve("savepoint-abc-9").toUri().toString();
    flink
        .withTaskJobs("abc:FINISHED:1")
        .withSaved("abc", "savepoint", gone, NOON.plusSeconds(300).toEpochMilli());
    assertThatThrownBy(() -> newest(RenwuJob.TASKS))
        .isInstanceOf(ServerException.class)
        .hasMessageContainingAll("savepoint-abc-9", "no longer exists", "chk-7", "--from");
  }

  @Test
  void deletedFolderOfThisMachineIsNotAnotherMachines() {
    String gone = folder.resolve("deleted/savepoint-abc-9").toUri().toString();
    String root = folder.resolve("deleted").toUri().toString();
    flink
        .withTaskJobs("abc:FINISHED:1")
        .withSaved("abc", "savepoint", gone, NOON.toEpochMilli())
        .answering("/jobs/abc", "{}");
    LatestState here = LatestState.of(flink.rest(), List.of(root));
    assertThat(here.newest(RenwuJob.TASKS)).isEmpty();
    assertThat(here.places(RenwuJob.TASKS)).contains(root, gone + ", which no longer exists");
  }

  @Test
  void runWithoutHistoryIsIgnored() throws IOException {
    checkpoint("renwu-tasks/abc/chk-7", TASKS, 1);
    flink.withTaskJobs("abc:FAILED:1").answering("/jobs/abc/checkpoints", "not JSON");
    assertThat(newest(RenwuJob.TASKS)).contains("chk-7");
  }

  @Test
  void namedStateMustBeOfTheJob() throws IOException {
    LatestState states = LatestState.in(List.of(savepoints.toString()));
    String tasks = savepoint("savepoint-abc-1", TASKS, 4).toString();
    String collector = savepoint("savepoint-def-1", COLLECTOR, 4).toUri().toString();
    assertThat(states.named(RenwuJob.TASKS, tasks, 1).orElseThrow().parallelism()).isEqualTo(3);
    assertThatThrownBy(() -> states.named(RenwuJob.TASKS, collector, 1))
        .hasMessageContainingAll(collector, "renwu-tasks");
    assertThat(states.named(RenwuJob.TASKS, "s3://elsewhere/x", 5).orElseThrow().parallelism())
        .isEqualTo(5);
  }

  @Test
  void runningJobPrecedesALaterEndedOne() {
    flink.withTaskJobs("real:RUNNING:1", "refused:FAILED:2");
    assertThat(flink.rest().latest("renwu-tasks").orElseThrow().id()).isEqualTo("real");
    assertThat(ClusterJobs.remote(flink.rest()).live(RenwuJob.TASKS).orElseThrow().id())
        .isEqualTo("real");
  }

  @Test
  void severalJobsOfOneNameAreRefused() {
    flink.withTaskJobs("real:RUNNING:1", "mistake:RESTARTING:2");
    assertThatThrownBy(() -> ClusterJobs.remote(flink.rest()).live(RenwuJob.TASKS))
        .isInstanceOf(ServerException.class)
        .hasMessageContainingAll("2 jobs", "renwu-tasks", "real", "mistake", "?mode=cancel");
    assertThatThrownBy(
            () ->
                new JobStart(RenwuJob.TASKS, RenwuConfig.defaults(), StartChoice.NEWEST, line -> {})
                    .refuseSecond(flink.rest()))
        .hasMessageContainingAll("mistake", "validate");
  }
}
