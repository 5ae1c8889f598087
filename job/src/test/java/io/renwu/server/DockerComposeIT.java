package io.renwu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the script that submits a job in docker-compose.yml against a cluster of plain processes.
 */
class DockerComposeIT {
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final String JOB = "renwu-counting";

  @TempDir Path folder;

  @Test
  void submitsOnceAndResumesFromTheLatestCheckpoint() throws Exception {
    Path checkpoints = Folders.create(folder.resolve("checkpoints of compose"));
    Map<String, String> often = Map.of("execution.checkpointing.interval", "500ms");
    try (FlinkCluster cluster = new FlinkCluster(folder.resolve("cluster"), often)) {
      cluster.start(1);
      FlinkRest rest = cluster.rest();

      submit(checkpoints);
      String first = onlyRunning(rest);
      Await.until(
          "a checkpoint",
          LONG,
          () -> rest.checkpoints(first),
          seen -> seen.path().contains(checkpoints + "/" + JOB));

      assertThat(submit(checkpoints)).contains(JOB + " runs");
      assertThat(onlyRunning(rest)).isEqualTo(first);

      rest.cancel(first);
      Await.until("the end", LONG, () -> rest.status(first), "CANCELED"::equals);
      long taken = rest.checkpoints(first).completed();
      assertThat(submit(checkpoints)).contains("Job has been submitted");
      String second = onlyRunning(rest);
      Await.until(
          "a checkpoint numbered after those of the first run",
          LONG,
          () -> number(rest.checkpoints(second).path()),
          number -> number > taken);
    }
  }

  private static long number(String checkpoint) {
    String number = checkpoint.replaceAll(".*/chk-", "");
    return number.isEmpty() ? 0 : Long.parseLong(number);
  }

  private static String onlyRunning(FlinkRest rest) {
    return Await.until("one running job", LONG, rest::runningJobs, running -> running.size() == 1)
        .iterator()
        .next();
  }

  private String submit(Path checkpoints) throws Exception {
    Path bin = Folders.create(folder.resolve("bin"));
    command(bin.resolve("flink"));
    ProcessBuilder builder =
        new ProcessBuilder(ComposeFile.read().list("collector", "command"))
            .directory(folder.toFile())
            .redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.put("PATH", bin + ":" + environment.get("PATH"));
    environment.put("FLINK_CONF_DIR", folder.resolve("cluster/conf").toString());
    environment.put("CHECKPOINTS", checkpoints.toString());
    environment.put("JOB_NAME", JOB);
    environment.put("JOB_CLASS", CountingJob.class.getName());
    environment.put("JOB_JAR", CountingJar.write(folder.resolve("counting.jar")).toString());
    environment.put("JOB_CONFIG", JOB);
    environment.put("KAFKA", "-");
    environment.put("REDIS", "-");
    Process script = builder.start();
    String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(script.waitFor()).as(output).isZero();
    return output;
  }

  /** What {@code bin/flink} of a Flink installation starts. */
  private void command(Path file) throws IOException {
    List<String> jvm = new ArrayList<>(FlinkCommands.opens(FlinkConf.load(Map.of())));
    jvm.add(FlinkConf.logging(folder.resolve("cluster/conf")));
    List<String> java =
        JavaCommand.of(
            jvm,
            ProjectHome.classPath("flink"),
            "org.apache.flink.client.cli.CliFrontend",
            List.of());
    String quoted = java.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    Files.writeString(file, "#!/bin/sh\nexec " + quoted + " \"$@\"\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
