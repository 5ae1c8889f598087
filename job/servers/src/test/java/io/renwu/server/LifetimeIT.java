package io.renwu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.timeout.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests servers that outlive their starter and are found again. */
class LifetimeIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private RedisServer redis(int port) {
    return new RedisServer(
        folder, RedisServer.Fsync.EVERY_SECOND, Map.of(), Lifetime.INDEPENDENT, port);
  }

  private Optional<RunningProcess> found() {
    return PidFile.of(folder, "redis").process();
  }

  @AfterEach
  void stop() {
    found().ifPresent(RunningProcess::kill);
  }

  @Test
  void aServerOutlivesItsKilledParentAndIsAdopted() throws Exception {
    int port = Ports.free();
    Process parent =
        new ProcessBuilder(
                JavaCommand.of(
                    List.of("-XX:TieredStopAtLevel=1"),
                    System.getProperty("java.class.path"),
                    LongLivedMain.class.getName(),
                    List.of(folder.toString(), Integer.toString(port))))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long pid;
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
      pid = Long.parseLong(out.readLine());
    } finally {
      parent.destroyForcibly();
    }
    Await.untilTrue("the parent to end", SOON, () -> !parent.isAlive());
    assertThat(found()).map(RunningProcess::pid).contains(pid);
    if (Files.isReadable(Path.of("/proc/self/stat"))) {
      assertThat(session(pid)).isEqualTo(pid);
    }

    RedisServer redis = redis(port);
    assertThat(redis.isAlive()).isTrue();
    redis.ensureRunning();
    assertThat(redis.pid()).isEqualTo(pid);
    redis.stop();
    assertThat(found()).isEmpty();
  }

  private static long session(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3]);
  }

  @Test
  void aSuspendedServerAnswersOnceItIsResumed() throws IOException {
    int port = Ports.free();
    RedisServer redis = redis(port);
    redis.start();
    RunningProcess process = found().orElseThrow();
    process.suspend();
    assertThat(process.isAlive()).isTrue();
    assertThat(redis.ready()).as("answers").isFalse();
    process.resume();
    redis.awaitReady();
    assertThat(redis.pid()).isEqualTo(process.pid());
    process.suspend();
    process.kill();
    assertThat(Ports.isFree(port)).as("free as soon as the process is gone").isTrue();
  }

  @Test
  void aReusedProcessIdIsNotTheServer() throws IOException {
    redis(Ports.free()).start();
    Path file = folder.resolve("redis.pid");
    assertThat(found()).isPresent();

    Instant written = Files.getLastModifiedTime(file).toInstant();
    Files.setLastModifiedTime(file, FileTime.from(written.minusSeconds(60)));
    assertThat(found()).as("it began after the file was written").isEmpty();
    Files.setLastModifiedTime(file, FileTime.from(written));
    assertThat(found()).isPresent();
  }

  /**
   * As after a restored backup: the file is new, the process is old and has another working
   * directory.
   */
  @Test
  void anotherProcessIsNotTheServer() throws Exception {
    Process stranger =
        new ProcessBuilder("sleep", "600").directory(folder.getParent().toFile()).start();
    try {
      Path file = folder.resolve("redis.pid");
      Files.writeString(file, stranger.pid() + "\n" + folder + "\n");
      if (Files.isDirectory(Path.of("/proc/self"))) {
        assertThat(found()).as("it works in another folder").isEmpty();
      }
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(600)));
      assertThat(found()).as("it began long before the file was written").isEmpty();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void aCopyOfTheFileNamesNoProcess() throws IOException {
    redis(Ports.free()).start();
    Path copy = Files.createDirectory(folder.resolve("copy"));
    Files.copy(folder.resolve("redis.pid"), copy.resolve("redis.pid"));
    assertThat(PidFile.of(copy, "redis").process()).isEmpty();
    for (String garbage : List.of("", "x\n" + folder, "1", "99999999999999999999\n" + folder)) {
      Files.writeString(copy.resolve("redis.pid"), garbage);
      assertThat(PidFile.of(copy, "redis").process()).isEmpty();
    }
  }
}
