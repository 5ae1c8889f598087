package io.renwu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.flink.FlinkRest;
import io.renwu.timeout.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the submission script of docker-compose.yml against a cluster of plain processes. */
class DockerComposeIT {
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final String JOB = "renwu-collector";

  @TempDir Path folder;

  @Test
  void submitsOnceAndContinuesFromNewestState() throws Exception {
    Path checkpoints = Folders.create(folder.resolve("checkpoints of compose"));
    Map<String, String> often =
        Map.of(
            "execution.checkpointing.interval",
            "500ms",
            "execution.checkpointing.dir",
            checkpoints.toUri().toString());
    try (FlinkCluster cluster = new FlinkCluster(folder.resolve("cluster"), often)) {
      cluster.start(1);
      FlinkRest rest = cluster.rest();

      assertThat(submit(rest, checkpoints)).contains(JOB + " starts without state");
      String first = onlyRunning(rest);
      Await.until(
          "a checkpoint",
          LONG,
          () -> rest.checkpoints(first),
          seen -> seen.path().contains(checkpoints + "/" + JOB));

      assertThat(submit(rest, checkpoints)).contains(JOB + " runs");
      assertThat(onlyRunning(rest)).isEqualTo(first);

      rest.cancel(first);
      Await.until("the end", LONG, () -> rest.status(first), "CANCELED"::equals);
      long taken = rest.checkpoints(first).completed();
      assertThat(submit(rest, checkpoints))
          .contains("Job has been submitted", JOB + " continues from file:" + checkpoints);
      String second = onlyRunning(rest);
      Await.until(
          "a checkpoint numbered after those of the first run",
          LONG,
          () -> number(rest.checkpoints(second).path()),
          number -> number > taken);

      String savepoint = rest.stopWithSavepoint(second, Optional.empty());
      int width = rest.tasks(second).parallelism();
      assertThat(submit(rest, checkpoints))
          .contains(JOB + " continues from " + savepoint + ", parallelism " + width);
      assertThat(rest.tasks(onlyRunning(rest)).parallelism()).isEqualTo(width);
    }
  }

  private static long number(String checkpoint) {
    String number = checkpoint.replaceAll(".*/chk-", "");
    return number.isEmpty() ? 0 : Long.parseLong(number);
  }

  private static String onlyRunning(FlinkRest rest) {
    return Await.until(
            "one running job",
            LONG,
            () -> rest.jobs().stream().filter(FlinkRest.Job::isRunning).toList(),
            running -> running.size() == 1)
        .get(0)
        .id();
  }

  private String submit(FlinkRest rest, Path checkpoints) throws Exception {
    Path bin = Folders.create(folder.resolve("bin"));
    flink(bin.resolve("flink"));
    java(bin.resolve("java"));
    Path config = folder.resolve(JOB);
    Files.writeString(config, "");
    ProcessBuilder builder =
        new ProcessBuilder(ComposeFile.read().list("collector", "command"))
            .directory(folder.toFile())
            .redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.put("PATH", bin + ":" + environment.get("PATH"));
    environment.put("FLINK_CONF_DIR", folder.resolve("cluster/conf").toString());
    environment.put("FLINK_HOME", folder.toString());
    environment.put("FLINK", rest.address().toString());
    environment.put("CHECKPOINTS", checkpoints.toString());
    environment.put("JOB_NAME", JOB);
    environment.put("JOB_CLASS", CountingJob.class.getName());
    environment.put("JOB_JAR", CountingJar.write(folder.resolve("counting.jar")).toString());
    environment.put("JOB_CONFIG", config.toString());
    environment.put("KAFKA", "127.0.0.1:1");
    environment.put("REDIS", "redis://127.0.0.1:1");
    Process script = builder.start();
    String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(script.waitFor()).as(output).isZero();
    return output;
  }

  /** Writes a substitute for {@code bin/flink} of a Flink installation. */
  private void flink(Path file) throws IOException {
    List<String> jvm = new ArrayList<>(FlinkCommands.jvmArguments(FlinkConf.load(Map.of())));
    jvm.add(FlinkConf.logging(folder.resolve("cluster/conf")));
    List<String> java =
        JavaCommand.of(
            jvm,
            ProjectHome.classPath("flink"),
            "org.apache.flink.client.cli.CliFrontend",
            List.of());
    script(file, "exec " + quoted(java) + " \"$@\"");
  }

  /**
   * Writes a substitute for {@code java} that uses the build's class path in place of the
   * container's.
   */
  private static void java(Path file) throws IOException {
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"));
    script(
        file, "while [ \"$1\" != -cp ]; do shift; done\nshift 2\nexec " + quoted(java) + " \"$@\"");
  }

  private static String quoted(List<String> words) {
    return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
