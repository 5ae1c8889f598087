package io.renwu.job.loss;

import static io.renwu.job.loss.LossRig.PATIENCE;
import static io.renwu.job.loss.LossRig.SOME;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.client.RedisCluster;
import io.renwu.connector.redis.streams.client.RedisSentinels;
import io.renwu.job.config.Options;
import io.renwu.server.RedisServer;
import io.renwu.timeout.Await;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Kills, suspends and replaces servers and rescales topic and jobs under load. In the end every
 * record in Kafka was read from the queue once.
 */
@Timeout(400)
class ChangesUnderLoadIT extends LossFrame {
  @Test
  void serverIsKilledAndSuspended() throws Exception {
    killAndHold(server);
  }

  @Test
  void serverWithFsyncEverySecondIsKilledAndSuspended() throws Exception {
    RedisServer everySecond =
        new RedisServer(workspace.folder("second-" + name), RedisServer.Fsync.EVERY_SECOND);
    everySecond.start();
    try {
      killAndHold(everySecond);
    } finally {
      everySecond.kill();
    }
  }

  private void killAndHold(RedisServer killed) throws Exception {
    try (LossRig rig = rig(killed.uri(), Map.of())) {
      killed.kill();
      killed.start();
      rig.awaitRead(SOME);
      signal(killed, "STOP");
      assertThat(rig.redis.highWater(rig.stream(0)))
          .as("a command that is not answered in time")
          .failsWithin(PATIENCE);
      signal(killed, "CONT");
      rig.awaitRead(SOME);
      rig.judge();
    }
  }

  private static void signal(RedisServer server, String signal) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(server.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  @Test
  void slotsMove() throws Exception {
    try (RedisCluster cluster = RedisCluster.start(workspace.folder("cluster"));
        LossRig rig = rig("redis-cluster://" + cluster.addresses(), Map.of())) {
      for (int move = 0; move < 4; move++) {
        cluster.moveSlot(name, rig.stream(move % 2));
        rig.awaitRead(SOME / 2);
      }
      rig.judge();
    }
  }

  @Test
  void replicaOfKilledMasterIsPromoted() throws Exception {
    try (RedisSentinels servers = RedisSentinels.start(workspace.folder("sentinels"));
        LossRig rig = rig(servers.access(name).uri(), Map.of())) {
      servers.killMaster();
      rig.awaitRead(SOME);
      rig.judge();
    }
  }

  @Test
  void collectorIsRescaled() throws Exception {
    try (LossRig rig = rig(server.uri(), Map.of())) {
      for (int parallelism : new int[] {1, 4, 2}) {
        rig.rescaleCollector(parallelism, workspace.folder("savepoints"));
        rig.awaitRead(SOME / 2);
      }
      rig.judge();
    }
  }

  @Test
  void partitionsAreAdded() throws Exception {
    try (LossRig rig = rig(server.uri(), Map.of(Options.KAFKA_DISCOVERY_INTERVAL.key(), "500ms"))) {
      rig.stopSending();
      rig.addPartitions(4);
      rig.send();
      for (int partition : new int[] {2, 3}) {
        Await.untilTrue(
            "records of partition " + partition,
            PATIENCE,
            () -> rig.redis.readerMarks(rig.stream(partition)).join().taken() > 0);
      }
      rig.judge();
    }
  }
}
