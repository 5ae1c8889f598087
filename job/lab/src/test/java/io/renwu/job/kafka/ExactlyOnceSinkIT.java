package io.renwu.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.access.TopicContents;
import io.renwu.function.OutputRecord;
import io.renwu.function.OutputRecord.Output;
import io.renwu.job.KafkaConnectors;
import io.renwu.server.KafkaServer;
import io.renwu.server.Ports;
import io.renwu.server.Workspace;
import io.renwu.timeout.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.CommonClientConfigs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A job with exactly-once sinks closes all Kafka clients when it ends or fails. */
class ExactlyOnceSinkIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Workspace WORKSPACE = Workspace.create();
  private static final KafkaServer KAFKA = new KafkaServer(WORKSPACE.folder("kafka"));

  @BeforeAll
  static void start() {
    KAFKA.start();
  }

  @AfterAll
  static void stop() {
    KAFKA.kill();
    WORKSPACE.close();
  }

  @Test
  void leavesNoClientWhenTheJobEnds() throws Exception {
    KafkaAccess client = client(KAFKA.bootstrapServers());
    new TopicCreator(client, 1, Optional.empty())
        .ensure(List.of(TopicNames.DEFAULT.deadLetters()), true);
    Set<Thread> before = clients();
    run(client);
    assertThat(TopicContents.read(client, TopicNames.DEFAULT.deadLetters()::equals)).hasSize(1);
    awaitNoneBut(before);
  }

  @Test
  void leavesNoClientIfKafkaDoesNotAnswer() {
    KafkaAccess nowhere = client("127.0.0.1:" + Ports.free());
    Set<Thread> before = clients();
    assertThatThrownBy(() -> run(nowhere)).hasStackTraceContaining("Timeout");
    awaitNoneBut(before);
  }

  private static KafkaAccess client(String servers) {
    return KafkaAccess.of(servers)
        .with(
            Map.of(
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, "2000",
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, "2000"));
  }

  private static void run(KafkaAccess client) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    env.enableCheckpointing(100);
    env.fromData(new OutputRecord(Output.DEAD_LETTERS, null, new byte[] {1}))
        .sinkTo(
            new KafkaConnectors(
                    client, "test", Duration.ofSeconds(10), Duration.ofMinutes(1), 1_000_000)
                .exactlyOnce("sink", Output.DEAD_LETTERS));
    env.execute();
  }

  private static void awaitNoneBut(Set<Thread> before) {
    Await.until(
        "the threads of Kafka's clients to end",
        PATIENCE,
        ExactlyOnceSinkIT::clients,
        threads -> before.containsAll(threads));
  }

  private static Set<Thread> clients() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("kafka-"))
        .collect(Collectors.toSet());
  }
}
