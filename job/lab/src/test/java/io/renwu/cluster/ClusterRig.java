package io.renwu.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renwu.access.SampleTasks;
import io.renwu.access.TopicContents;
import io.renwu.cli.CliContext;
import io.renwu.demo.DrainCheck;
import io.renwu.demo.RewardJudge;
import io.renwu.demo.TrafficPlayer;
import io.renwu.demo.recount.RecountReport;
import io.renwu.demo.traffic.TrafficGenerator;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.TopicNames;
import io.renwu.lab.Renwu;
import io.renwu.server.ProjectHome;
import io.renwu.timeout.Await;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine;

/** Runs a local cluster with the commands of its users; closing it kills the cluster. */
final class ClusterRig implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final int EVENTS_PER_SECOND = 300;
  private static final int USERS = 200;

  private final ObjectMapper json = new ObjectMapper();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Path home;

  ClusterRig(Path home) {
    this.home = home;
  }

  /** Runs a command and checks its exit code. */
  ClusterRig run(int exitCode, String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine renwu = Renwu.commandLine(new CliContext(Map.of(), home, home, "somebody"));
    renwu.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    long beginNanos = System.nanoTime();
    int ended = renwu.execute(args);
    print(args, beginNanos);
    assertThat(ended).as("%s%s", err, out).isEqualTo(exitCode);
    return this;
  }

  /** Runs a command in its own JVM, because it runs code of another jar. */
  ClusterRig runInOwnJvm(int exitCode, String... args) throws IOException, InterruptedException {
    Path printed = home.resolve("out.txt");
    Path said = home.resolve("err.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-"))
        .forEach(command::add);
    command.add("-Drenwu.home=" + ProjectHome.path());
    command.add("-Drenwu.patience=" + Integer.getInteger("renwu.patience", 1));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Renwu.class.getName()));
    command.addAll(List.of(args));
    command.addAll(List.of("--dir", folder().toString()));
    long beginNanos = System.nanoTime();
    Process child =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectOutput(printed.toFile())
            .redirectError(said.toFile())
            .start();
    int ended = child.waitFor();
    print(args, beginNanos);
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    out.append(Files.readString(printed));
    err.append(Files.readString(said));
    assertThat(ended).as("%s%s", err, out).isEqualTo(exitCode);
    return this;
  }

  /** Prints how long a command took. */
  private static void print(String[] args, long beginNanos) {
    System.out.printf(
        "%5.1f s %s%n", (System.nanoTime() - beginNanos) / 1e9, String.join(" ", args));
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  JsonNode json() throws IOException {
    return json.readTree(out());
  }

  Path folder() {
    return home.resolve(".renwu/cluster");
  }

  RenwuConfig config() {
    return RenwuConfig.load(Optional.of(folder().resolve("renwu.yaml")), Map.of(), Map.of());
  }

  KafkaAccess client() {
    return new SystemAccess(config()).kafkaClient();
  }

  /** Creates traffic without starting it. */
  TrafficPlayer traffic(long seed) {
    System.out.println("traffic seed " + seed);
    return new TrafficPlayer(
        client(), new TrafficGenerator(seed, USERS), behaviors(), EVENTS_PER_SECOND);
  }

  private String behaviors() {
    return client().topics().behaviors();
  }

  /** The names of the JobManager's threads. */
  List<String> jobManagerThreads() throws IOException {
    String web = run(0, "cluster", "status", "-o", "json").json().path("web").asText();
    try (InputStream dump = URI.create(web + "/jobmanager/thread-dump").toURL().openStream()) {
      return json.readTree(dump).findValues("threadName").stream().map(JsonNode::asText).toList();
    }
  }

  int grants() {
    return TopicContents.read(client(), TopicNames.DEFAULT.grants()::equals).size();
  }

  /** The users of the events that were sent, without very short names. */
  Set<String> users() {
    return TopicContents.read(client(), topic -> topic.startsWith(behaviors())).stream()
        .filter(record -> record.key() != null && record.key().length > 3)
        .map(record -> new String(record.key(), StandardCharsets.UTF_8))
        .collect(Collectors.toSet());
  }

  void awaitGrants(int atLeast) {
    Await.until("rewards", PATIENCE, this::grants, grants -> grants >= atLeast);
  }

  /** Waits until every record is processed, and compares the rewards with a recount. */
  void everyRewardIsThereOnce() throws Exception {
    try (DrainCheck drain = new DrainCheck(config())) {
      Await.until("every record to be processed", PATIENCE, drain::remaining, left -> left == 0);
    }
    RecountReport report = judge();
    System.out.println("rewards due " + report.due() + ", paid " + report.paid());
    assertThat(report.due()).isGreaterThan(100);
    assertThat(report.clean()).as("%s", report).isTrue();
  }

  private RecountReport judge() {
    return RewardJudge.of(client(), behaviors(), SampleTasks.load().textsWithoutPreconditions());
  }

  /**
   * Sends an event that the jobs never read and repeats a grant, and checks that the judge finds
   * one missing and one doubled reward.
   */
  void plantedLossAndDuplicateAreFound() throws Exception {
    assertThat(ClusterControl.stopJobs(ClusterFolder.at(folder()), line -> {})).isTrue();
    ConsumerRecord<byte[], byte[]> grant =
        TopicContents.read(client(), TopicNames.DEFAULT.grants()::equals).stream()
            .filter(
                record ->
                    new String(record.value(), StandardCharsets.UTF_8).contains("\"login-daily\""))
            .findFirst()
            .orElseThrow();
    String event = "{\"eventId\":\"planted\",\"userId\":\"planted\",\"time\":%d}";
    byte[] registered =
        event.formatted(System.currentTimeMillis()).getBytes(StandardCharsets.UTF_8);
    try (KafkaProducer<byte[], byte[]> producer = client().producer()) {
      producer.send(new ProducerRecord<>(behaviors() + "register", null, registered)).get();
      producer
          .send(new ProducerRecord<>(TopicNames.DEFAULT.grants(), grant.key(), grant.value()))
          .get();
    }
    RecountReport report = judge();
    assertThat(report.missing()).isNotEmpty().allMatch(key -> key.userId().equals("planted"));
    assertThat(report.doubled()).hasSize(1);
    assertThat(report.clean()).isFalse();
  }

  @Override
  public void close() {
    ClusterFolder cluster = ClusterFolder.at(folder());
    if (cluster.isCluster()) {
      LocalCluster.down(cluster, false, line -> {});
    }
  }
}
