package io.renwu.job.loss;

import static io.renwu.job.loss.LossRig.PATIENCE;
import static io.renwu.job.loss.LossRig.SOME;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.RawRedis;
import io.renwu.connector.redis.streams.client.ServerInfo;
import io.renwu.connector.redis.streams.client.StreamEnd;
import io.renwu.demo.server.Await;
import io.renwu.demo.server.EmbeddedFlink;
import io.renwu.demo.server.KafkaServer;
import io.renwu.demo.server.RedisServer;
import io.renwu.demo.server.Workspace;
import io.renwu.job.config.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/**
 * Under events that go on, Redis loses what it acknowledged, or has no room; in the end every
 * record in Kafka was taken from the queue once.
 */
@Timeout(400)
class LossIT {
  private static final Workspace WORKSPACE = Workspace.create();
  private static final KafkaServer KAFKA = new KafkaServer(WORKSPACE.folder("kafka"));
  private static EmbeddedFlink flink;

  private RedisServer server;
  private String name;

  @BeforeAll
  static void startAll() {
    KAFKA.start();
    flink =
        EmbeddedFlink.start(
            WORKSPACE.folder("flink"),
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
    KAFKA.kill();
    WORKSPACE.close();
  }

  @BeforeEach
  void startRedis(TestInfo test) {
    name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    server = new RedisServer(WORKSPACE.folder("redis-" + name), RedisServer.Fsync.ALWAYS);
    server.start();
  }

  @AfterEach
  void stopRedis() {
    server.kill();
  }

  private LossRig rig(String uri, Map<String, String> settings) throws Exception {
    LossRig rig = new LossRig(flink, KAFKA, uri, name, settings);
    rig.send();
    rig.awaitTaken(SOME);
    return rig;
  }

  @Test
  void everythingIsDeleted() throws Exception {
    try (LossRig rig = rig(server.uri(), Map.of())) {
      rig.fill();
      RawRedis.call(server.uri(), "FLUSHALL");
      rig.awaitCollectorFailure("the server lost records");
      rig.awaitTaken(SOME);
      rig.judge();
    }
  }

  @Test
  void oneStreamIsDeleted() throws Exception {
    try (LossRig rig = rig(server.uri(), Map.of())) {
      rig.fill();
      RawRedis.call(server.uri(), "DEL", name + ":{" + rig.stream(1) + "}:s");
      rig.awaitCollectorFailure("the server lost records");
      rig.pauseReader(false);
      rig.awaitTaken(SOME);
      rig.judge();
    }
  }

  @Test
  void theScriptsAreForgotten() throws Exception {
    try (LossRig rig = rig(server.uri(), Map.of())) {
      RawRedis.call(server.uri(), "SCRIPT", "FLUSH");
      rig.awaitTaken(SOME);
      rig.judge();
    }
  }

  @Test
  void theServerComesBackWithAnOldFile() throws Exception {
    try (LossRig rig = rig(server.uri(), Map.of())) {
      Path file = server.folder().resolve("appendonlydir");
      Path old = server.folder().resolve("old");
      copy(file, old);
      rig.fill();
      server.kill();
      copy(old, file);
      server.start();
      rig.awaitCollectorFailure("the server lost records");
      rig.pauseReader(false);
      rig.awaitTaken(SOME);
      rig.judge();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  @Test
  void aReplicaIsPromotedWithoutTheTail() throws Exception {
    RedisServer replica =
        new RedisServer(WORKSPACE.folder("replica-" + name), RedisServer.Fsync.ALWAYS);
    replica.start();
    try (TcpForwarder forwarder = new TcpForwarder(server.port());
        LossRig rig = rig(forwarder.redisUri(), Map.of())) {
      RawRedis.call(replica.uri(), "REPLICAOF", "127.0.0.1", Integer.toString(server.port()));
      Await.untilTrue(
          "the replica to follow",
          PATIENCE,
          () -> RawRedis.call(replica.uri(), "INFO", "replication").contains("link_status:up"));
      rig.awaitTaken(SOME);
      RawRedis.call(replica.uri(), "REPLICAOF", "NO", "ONE");
      rig.fill();
      server.kill();
      forwarder.leadTo(replica.port());
      rig.awaitCollectorFailure("the server lost records");
      rig.pauseReader(false);
      rig.awaitTaken(SOME);
      rig.judge();
    } finally {
      replica.kill();
    }
  }

  @Test
  void theServerIsFull() throws Exception {
    try (LossRig rig = rig(server.uri(), Map.of(Options.QUEUE_MAX_MEMORY.key(), "0"))) {
      rig.pauseReader(true);
      ServerInfo info = rig.redis.serverInfo().join();
      setMemory(info.usedMemoryBytes() + (1 << 20));
      Await.untilTrue(
          "the server to refuse",
          PATIENCE,
          () -> RawRedis.call(server.uri(), "INFO", "errorstats").contains("errorstat_OOM"));
      setMemory(0);
      rig.pauseReader(false);
      rig.awaitTaken(SOME);
      rig.judge();
    }
  }

  private void setMemory(long bytes) {
    RawRedis.call(server.uri(), "CONFIG", "SET", "maxmemory", Long.toString(bytes));
  }

  @Test
  void theQueueHasNoRoom() throws Exception {
    long most = 5_000;
    try (LossRig rig =
        rig(server.uri(), Map.of(Options.QUEUE_MAX_RECORDS.key(), Long.toString(most)))) {
      rig.pauseReader(true);
      Await.until("the queue to be full", PATIENCE, () -> waiting(rig), waiting -> waiting >= most);
      rig.awaitCollectorCheckpoints(10);
      long full = waiting(rig);
      rig.awaitCollectorCheckpoints(10);
      assertThat(waiting(rig)).isEqualTo(full).isLessThan(3 * most);
      rig.pauseReader(false);
      rig.awaitTaken(SOME);
      rig.judge();
    }
  }

  private static long waiting(LossRig rig) {
    return StreamPosition.distance(
        rig.redis.marks(rig.stream(0)).join().taken(), rig.redis.highWater(rig.stream(0)).join());
  }

  @Test
  void kafkaHasNoLongerWhatIsLost() throws Exception {
    try (LossRig rig = rig(server.uri(), Map.of())) {
      rig.stopSending();
      rig.awaitAllTaken();
      StreamEnd end = rig.redis.end(rig.stream(0)).join();
      deleteRecords(rig, StreamPosition.offset(end.appended()) + 1);
      RawRedis.call(server.uri(), "FLUSHALL");
      rig.awaitCollectorFailure("renwu queue accept-loss " + rig.stream(0));
      accept(rig);
      rig.send();
      rig.awaitTaken(SOME);
      rig.judge();
    }
  }

  private static void deleteRecords(LossRig rig, long before) throws Exception {
    try (Admin admin = Admin.create(rig.kafkaClient())) {
      admin
          .deleteRecords(
              Map.of(new TopicPartition(rig.topic(), 0), RecordsToDelete.beforeOffset(before)))
          .all()
          .get();
    }
  }

  private static void accept(LossRig rig) throws IOException {
    Path file = Files.writeString(WORKSPACE.path().resolve("accept.yaml"), rig.config.toYaml());
    List<String> command =
        List.of(
            "queue",
            "accept-loss",
            rig.stream(0).toString(),
            "--yes",
            "-o",
            "json",
            "--config",
            file.toString());
    assertThat(Cli.run(WORKSPACE.path(), command)).contains("\"accepted\":true");
  }
}
