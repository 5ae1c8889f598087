package io.renwu.job.loss;

import static io.renwu.job.loss.LossRig.SOME;

import io.renwu.server.EmbeddedFlink;
import io.renwu.server.KafkaServer;
import io.renwu.server.RedisServer;
import io.renwu.server.Workspace;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/** Starts a Kafka and a Flink for a test class, and a Redis server for each test. */
abstract class LossFrame {
  static Workspace workspace;
  private static KafkaServer kafka;
  private static EmbeddedFlink flink;

  RedisServer server;
  String name;

  @BeforeAll
  static void startAll() {
    workspace = Workspace.create();
    kafka = new KafkaServer(workspace.folder("kafka"));
    kafka.start();
    flink =
        EmbeddedFlink.start(
            workspace.folder("flink"),
            8,
            Map.of(
                "execution.checkpointing.interval",
                "500ms",
                "execution.checkpointing.min-pause",
                "100ms",
                "restart-strategy.type",
                "fixed-delay",
                "restart-strategy.fixed-delay.attempts",
                "1000",
                "restart-strategy.fixed-delay.delay",
                "500ms"));
  }

  @AfterAll
  static void stopAll() {
    flink.close();
    kafka.kill();
    workspace.close();
  }

  @BeforeEach
  void startRedis(TestInfo test) {
    name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    server = new RedisServer(workspace.folder("redis-" + name), RedisServer.Fsync.ALWAYS);
    server.start();
  }

  @AfterEach
  void stopRedis() {
    server.kill();
  }

  /** Starts both jobs and waits until some records were read. */
  LossRig rig(String uri, Map<String, String> settings) throws Exception {
    LossRig rig = new LossRig(flink, kafka, uri, name, settings);
    rig.send();
    rig.awaitRead(SOME);
    return rig;
  }
}
