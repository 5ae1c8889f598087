package io.renwu.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renwu.cli.CliContext;
import io.renwu.cluster.ClusterFolder;
import io.renwu.cluster.ClusterStatus.Health;
import io.renwu.cluster.ClusterStatus.ProcessState;
import io.renwu.cluster.LocalCluster;
import io.renwu.lab.Renwu;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs the command with one fault each of some kinds. */
class ChaosIT {
  private static final String KINDS =
      "kill-jobmanager,kill-redis,cut-kafka,silence-redis,fill-disk,rescale,stop-by-flink,"
          + "delete-control,hostile-records,hostile-documents,wrong-timestamps";

  @TempDir private Path temporary;

  @Test
  void nothingIsLostOrDuplicatedAndNoProcessIsLeft() throws IOException {
    Path folder = temporary.resolve("cluster");
    StringWriter out = new StringWriter();
    CommandLine renwu =
        Renwu.commandLine(new CliContext(Map.of(), temporary, temporary, "somebody"));
    renwu
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    int exitCode =
        renwu.execute(
            "chaos",
            "--faults",
            "11",
            "--seed",
            "20261127",
            "--kinds",
            KINDS,
            "--outage",
            "2s",
            "--rate",
            "150",
            "--dir",
            folder.toString(),
            "-o",
            "json");
    System.out.println(out);
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.path("lost").asLong(-1)).isZero();
    assertThat(report.path("duplicated").asLong(-1)).isZero();
    assertThat(report.path("rewards").asLong()).isGreaterThan(500);
    assertThat(report.path("faults")).hasSize(11);
    assertThat(report.path("problems")).isEmpty();
    assertThat(report.path("good").asBoolean()).isTrue();
    assertThat(exitCode).isZero();
    assertThat(LocalCluster.status(ClusterFolder.at(folder)).processes())
        .extracting(ProcessState::health)
        .containsOnly(Health.DEAD);
  }
}
