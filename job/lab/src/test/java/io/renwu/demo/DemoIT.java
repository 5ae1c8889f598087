package io.renwu.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.access.TasksInForce;
import io.renwu.access.TopicContents;
import io.renwu.cli.CliContext;
import io.renwu.demo.view.LiveView;
import io.renwu.demo.view.ViewMode;
import io.renwu.flink.FlinkRest;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.TopicCreator;
import io.renwu.job.kafka.TopicNames;
import io.renwu.lab.Renwu;
import io.renwu.timeout.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs the demonstration from start to verdict, and commands against it meanwhile. */
class DemoIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void everyRewardOnceAndCommandsApply() throws Exception {
    CliContext context = new CliContext(Map.of(), folder, folder, "tester");
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(screen, true, UTF_8);
    DemoSettings settings = new DemoSettings(null, 300, 200, 20261123, context.demoPointer());
    LiveView view = new LiveView(out, ViewMode.PLAIN, 100, 40);
    Demo demo = new Demo(settings, view);
    CompletableFuture<Boolean> clean =
        CompletableFuture.supplyAsync(
            () -> {
              try (view) {
                return demo.run();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    Await.untilTrue(
        "rewards on the screen",
        PATIENCE,
        () -> clean.isDone() || text(screen).matches("(?s).*rewards=[1-9].*"));
    assertThat(clean).isNotDone();

    assertThat(run(context, "rate", "set", "150", "--reason", "a test", "-o", "json"))
        .contains("\"rate\":150.0", "a test");
    Await.untilTrue(
        "the rate to be reported",
        PATIENCE,
        () -> run(context, "rate", "get").contains("150 records/s"));
    assertThat(run(context, "rate", "pause")).contains("paused");
    assertThat(run(context, "rate", "resume")).doesNotContain("paused");
    assertThat(run(context, "rate", "set", "unlimited")).contains("unlimited");
    assertThat(run(context, "queue", "status")).contains("behavior.login:0");
    assertThat(
            run(
                context,
                "queue",
                "peek",
                "behavior.login:0",
                "--from",
                "0",
                "-n",
                "1",
                "-o",
                "json"))
        .contains("\"offset\":");

    Path changed = Files.createDirectory(folder.resolve("changed"));
    Files.writeString(
        changed.resolve("login.json"),
        """
        {"taskId": "login-often", "version": 1,
         "objectives": [{"id": "logins", "behaviors": ["login"], "target": 1}],
         "recurrence": {"policy": "REPEAT"},
         "rewards": [{"rewardId": "points", "type": "POINTS", "amount": 1}]}\
        """);
    assertThat(run(context, "publish", changed.toString())).contains("login-often", "ACCEPTED");
    assertThat(run(context, "publish", changed.toString())).contains("UNCHANGED");
    awaitGrantOf(context, "login-often");
    useBehaviorOfANewTopic(context, changed);

    demo.stop();
    assertThat(clean.get()).isTrue();
    assertThat(text(screen)).contains("every reward exactly once", "login-often");
    assertThat(context.demoPointer().config()).isEmpty();
  }

  /** A topic that is created after the jobs started is discovered, and its events are rewarded. */
  private static void useBehaviorOfANewTopic(CliContext context, Path tasks) throws Exception {
    Files.writeString(
        tasks.resolve("share.json"),
        """
        {"taskId": "share", "version": 1,
         "objectives": [{"id": "shares", "behaviors": ["share"], "target": 1}]}\
        """);
    assertThat(run(context, "publish", tasks.toString())).contains("share", "ACCEPTED");
    TasksInForce.await(new FlinkRest(URI.create(pointer(context).getProperty("flink"))), PATIENCE);
    KafkaAccess client = client(context);
    new TopicCreator(client, 1, Optional.empty()).ensure(List.of("behavior.share"), true);
    byte[] share = "{\"eventId\": \"s-1\", \"userId\": \"u-1\", \"time\": 1}".getBytes(UTF_8);
    try (KafkaProducer<byte[], byte[]> producer = client.producer()) {
      producer.send(new ProducerRecord<>("behavior.share", share)).get();
    }
    awaitGrantOf(context, "\"share\"");
  }

  private static void awaitGrantOf(CliContext context, String task) {
    Await.untilTrue(
        "a reward of " + task,
        PATIENCE,
        () ->
            TopicContents.read(client(context), TopicNames.DEFAULT.grants()::equals).stream()
                .anyMatch(grant -> new String(grant.value(), UTF_8).contains(task)));
  }

  private static Properties pointer(CliContext context) throws IOException {
    Properties pointer = new Properties();
    try (Reader reader =
        Files.newBufferedReader(context.home().resolve(".renwu/run/demo.properties"))) {
      pointer.load(reader);
    }
    return pointer;
  }

  private static KafkaAccess client(CliContext context) throws IOException {
    Path config = context.demoPointer().config().orElseThrow();
    return new SystemAccess(RenwuConfig.load(Optional.of(config), Map.of(), Map.of()))
        .kafkaClient();
  }

  private static String run(CliContext context, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Renwu.commandLine(context);
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    int exitCode = command.execute(args);
    assertThat(exitCode).as(err.toString()).isZero();
    return out.toString();
  }

  private static String text(ByteArrayOutputStream screen) {
    return screen.toString(UTF_8);
  }
}
