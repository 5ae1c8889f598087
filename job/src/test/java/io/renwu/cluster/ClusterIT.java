package io.renwu.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renwu.cli.CliContext;
import io.renwu.cli.Renwu;
import io.renwu.demo.Drain;
import io.renwu.demo.Judgement;
import io.renwu.demo.SampleTasks;
import io.renwu.demo.TopicContents;
import io.renwu.demo.TrafficPlayer;
import io.renwu.demo.recount.RecountReport;
import io.renwu.demo.server.Await;
import io.renwu.demo.traffic.TrafficGenerator;
import io.renwu.job.JobParts;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.OutputTopics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A cluster from its first start over a stop with a backlog in the queue to its second start: every
 * reward is there exactly once. By the commands alone, as their user has them.
 */
class ClusterIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int GOOD = 0;
  private static final int FINDINGS = 1;

  private final ObjectMapper json = new ObjectMapper();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path temporary;

  private int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine renwu =
        Renwu.commandLine(new CliContext(Map.of(), temporary, temporary, "somebody"));
    renwu.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return renwu.execute(args);
  }

  private Path folder() {
    return temporary.resolve(".renwu/cluster");
  }

  @AfterEach
  void down() {
    if (ClusterFolder.at(folder()).isCluster()) {
      LocalCluster.down(ClusterFolder.at(folder()), false, line -> {});
    }
  }

  @Test
  void everyRewardIsThereOnceThoughTheClusterWasStoppedAndStartedAgain() throws Exception {
    assertThat(run("cluster", "up", "--taskmanagers", "1")).as("%s%s", err, out).isEqualTo(GOOD);
    assertThat(out.toString()).contains("web UI   http://127.0.0.1:", "cluster  up");
    RenwuConfig config = config();
    Properties client = new JobParts(config).kafkaClient();
    Set<Long> pids = pids();
    assertThat(pids).hasSize(4);

    try (TrafficPlayer player =
        new TrafficPlayer(
            client,
            new TrafficGenerator(20261127, 200),
            config.get(Options.KAFKA_TOPIC_PREFIX_BEHAVIOR),
            400)) {
      player.start();
      awaitGrants(client, 20);
      assertThat(run("rate", "pause")).as("%s", err).isEqualTo(GOOD);
      Await.until(
          "a backlog in the queue",
          PATIENCE,
          () -> waiting("queue", "status", "-o", "json"),
          records -> records > 500);
      player.finish();
    }

    assertThat(run("cluster", "status", "-o", "json")).as("%s", out).isEqualTo(GOOD);
    JsonNode status = json.readTree(out.toString());
    assertThat(status.path("state").asText()).isEqualTo("up");
    assertThat(status.path("jobs").path(0).path("name").asText()).isEqualTo("renwu-collector");
    assertThat(status.path("jobs").path(1).path("checkpoint").path("id").asLong()).isPositive();

    List<String> addresses = new ArrayList<>();
    status.path("metrics").forEach(address -> addresses.add(address.asText()));
    assertThat(WatchedMetrics.reported(addresses)).containsAll(WatchedMetrics.asked());

    assertThat(run("cluster", "down")).as("%s", err).isEqualTo(GOOD);
    assertThat(err.toString()).contains("renwu-collector: savepoint", "renwu-tasks: savepoint");
    Await.untilTrue(
        "every process to be gone",
        PATIENCE,
        () -> pids.stream().flatMap(pid -> ProcessHandle.of(pid).stream()).findAny().isEmpty());
    assertThat(run("cluster", "status")).isEqualTo(FINDINGS);
    assertThat(out.toString()).contains("cluster  down");

    assertThat(run("cluster", "up", "--taskmanagers", "2")).as("%s%s", err, out).isEqualTo(GOOD);
    assertThat(err.toString())
        .contains("renwu-collector goes on from", "renwu-tasks goes on from")
        .doesNotContain("sample tasks");
    assertThat(config().settings()).isEqualTo(config.settings());
    assertThat(pids()).hasSize(5).doesNotContainAnyElementsOf(pids);
    assertThat(run("rate", "resume")).as("%s", err).isEqualTo(GOOD);
    try (Drain drain = new Drain(config)) {
      Await.until("everything to go the whole way", PATIENCE, drain::remaining, left -> left == 0);
    }

    RecountReport report =
        Judgement.of(
            client, config.get(Options.KAFKA_TOPIC_PREFIX_BEHAVIOR), withoutPreconditions());
    System.out.println("rewards due " + report.due() + ", paid " + report.paid());
    assertThat(report.due()).isGreaterThan(100);
    assertThat(report.clean()).as("%s", report).isTrue();
  }

  private RenwuConfig config() {
    return RenwuConfig.load(Optional.of(folder().resolve("renwu.yaml")), Map.of(), Map.of());
  }

  private Set<Long> pids() throws IOException {
    run("cluster", "status", "-o", "json");
    return json.readTree(out.toString()).path("processes").findValues("pid").stream()
        .map(JsonNode::asLong)
        .collect(Collectors.toSet());
  }

  private long waiting(String... command) throws IOException {
    assertThat(run(command)).as("%s", err).isEqualTo(GOOD);
    return json.readTree(out.toString()).path("waiting").asLong();
  }

  private static void awaitGrants(Properties client, int atLeast) {
    Await.until(
        "rewards",
        PATIENCE,
        () -> TopicContents.read(client, OutputTopics.GRANTS::equals).size(),
        grants -> grants >= atLeast);
  }

  /** Whether a precondition was met is a matter of the order between topics. */
  private static Map<String, String> withoutPreconditions() {
    Map<String, String> texts = new HashMap<>(SampleTasks.load().texts());
    texts.values().removeIf(text -> text.contains("\"preconditions\""));
    return texts;
  }
}
