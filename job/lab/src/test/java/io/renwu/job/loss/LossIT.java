package io.renwu.job.loss;

import static io.renwu.job.loss.LossRig.PATIENCE;
import static io.renwu.job.loss.LossRig.SOME;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.ServerInfo;
import io.renwu.connector.redis.streams.client.WriterPosition;
import io.renwu.job.config.Options;
import io.renwu.server.RawRedis;
import io.renwu.server.RedisServer;
import io.renwu.timeout.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Redis loses acknowledged data or runs out of memory under load. In the end every record in Kafka
 * was read from the queue once.
 */
@Timeout(400)
class LossIT extends LossFrame {
  @Test
  void allKeysAreDeleted() throws Exception {
    try (LossRig rig = rig(server.uri(), Map.of())) {
      rig.fill();
      RawRedis.call(server.uri(), "FLUSHALL");
      rig.awaitCollectorFailure("the server lost records");
      // The reader stays paused although the server has lost the rule.
      rig.pauseReader(false);
      rig.awaitRead(SOME);
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
      rig.awaitRead(SOME);
      rig.judge();
    }
  }

  @Test
  void scriptsAreFlushed() throws Exception {
    try (LossRig rig = rig(server.uri(), Map.of())) {
      RawRedis.call(server.uri(), "SCRIPT", "FLUSH");
      rig.awaitRead(SOME);
      rig.judge();
    }
  }

  @Test
  void serverRestartsWithAnOldFile() throws Exception {
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
      rig.awaitRead(SOME);
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
  void replicaWithoutTheLastEntriesIsPromoted() throws Exception {
    promoteAStaleReplica(LossRig::fill);
  }

  @Test
  void replicaWithoutTheLastMarksIsPromoted() throws Exception {
    promoteAStaleReplica(
        rig -> {
          rig.awaitRead(SOME);
          rig.awaitCollectorCheckpoints(2);
        });
  }

  private void promoteAStaleReplica(Consumer<LossRig> meanwhile) throws Exception {
    RedisServer replica =
        new RedisServer(workspace.folder("replica-" + name), RedisServer.Fsync.ALWAYS);
    replica.start();
    try (TcpForwarder forwarder = new TcpForwarder(server.port());
        LossRig rig = rig(forwarder.redisUri(), Map.of())) {
      RawRedis.call(replica.uri(), "REPLICAOF", "127.0.0.1", Integer.toString(server.port()));
      Await.untilTrue(
          "the replica to follow",
          PATIENCE,
          () -> RawRedis.call(replica.uri(), "INFO", "replication").contains("link_status:up"));
      rig.awaitRead(SOME);
      RawRedis.call(replica.uri(), "REPLICAOF", "NO", "ONE");
      meanwhile.accept(rig);
      server.kill();
      forwarder.forwardTo(replica.port());
      rig.awaitCollectorFailure("the server lost records");
      rig.pauseReader(false);
      rig.awaitRead(SOME);
      rig.judge();
    } finally {
      replica.kill();
    }
  }

  @Test
  void serverRunsOutOfMemory() throws Exception {
    try (LossRig rig = rig(server.uri(), Map.of(Options.QUEUE_MAX_MEMORY.key(), "0"))) {
      rig.pauseReader(true);
      ServerInfo info = rig.redis.serverInfo().join();
      setMemory(info.usedMemoryBytes() + (1 << 17));
      Await.untilTrue(
          "the server to refuse",
          PATIENCE,
          () -> RawRedis.call(server.uri(), "INFO", "errorstats").contains("errorstat_OOM"));
      setMemory(0);
      rig.pauseReader(false);
      rig.awaitRead(SOME);
      rig.judge();
    }
  }

  private void setMemory(long bytes) {
    RawRedis.call(server.uri(), "CONFIG", "SET", "maxmemory", Long.toString(bytes));
  }

  @Test
  void queueIsFull() throws Exception {
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
      rig.awaitRead(SOME);
      rig.judge();
    }
  }

  private static long waiting(LossRig rig) {
    return StreamPosition.distance(
        rig.redis.readerMarks(rig.stream(0)).join().taken(),
        rig.redis.highWater(rig.stream(0)).join());
  }

  @Test
  void topicIsRecreated() throws Exception {
    try (LossRig rig = rig(server.uri(), Map.of(Options.KAFKA_DISCOVERY_INTERVAL.key(), "500ms"))) {
      rig.stopSending();
      rig.awaitAllRead();
      rig.awaitCollectorCheckpoints(2);
      List<String> expected = new ArrayList<>(rig.places(false));
      rig.recreateTopic(2);
      rig.send();
      rig.awaitRead(SOME);
      rig.stopSending();
      expected.addAll(rig.places(false));
      Await.until(
          "all records of both topics",
          PATIENCE,
          rig.reader::count,
          count -> count >= expected.size());
      rig.awaitCollectorCheckpoints(2);
      assertThat(rig.reader.taken()).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(StreamPosition.epoch(rig.redis.highWater(rig.stream(0)).join())).isEqualTo(1);
      assertThat(rig.redis.streams().join().get(rig.stream(1)).epoch()).isEqualTo(1);
    }
  }

  @Test
  void kafkaNoLongerHasTheLostRecords() throws Exception {
    try (LossRig rig = rig(server.uri(), Map.of())) {
      rig.stopSending();
      rig.awaitAllRead();
      WriterPosition end = rig.redis.writerPosition(rig.stream(0)).join();
      deleteRecords(rig, StreamPosition.offset(end.appended()) + 1);
      RawRedis.call(server.uri(), "FLUSHALL");
      rig.awaitCollectorFailure("renwu queue accept-loss " + rig.stream(0));
      accept(rig);
      rig.send();
      rig.awaitRead(SOME);
      rig.judge();
    }
  }

  private static void deleteRecords(LossRig rig, long before) throws Exception {
    try (Admin admin = rig.kafkaClient().admin()) {
      admin
          .deleteRecords(
              Map.of(new TopicPartition(rig.topic(), 0), RecordsToDelete.beforeOffset(before)))
          .all()
          .get();
    }
  }

  private static void accept(LossRig rig) throws IOException {
    Path file = Files.writeString(workspace.path().resolve("accept.yaml"), rig.config.toYaml());
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
    assertThat(Cli.run(workspace.path(), command)).contains("\"accepted\":true");
  }
}
