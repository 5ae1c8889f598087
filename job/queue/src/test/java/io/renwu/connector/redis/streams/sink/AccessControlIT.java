package io.renwu.connector.redis.streams.sink;

import static io.renwu.connector.redis.streams.sink.WriterHarness.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.Durability;
import io.renwu.connector.redis.streams.client.JobLease;
import io.renwu.connector.redis.streams.client.LettuceQueueAccess;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.QueueAccess;
import io.renwu.connector.redis.streams.client.RedisAdmin;
import io.renwu.connector.redis.streams.client.RedisCluster;
import io.renwu.connector.redis.streams.client.RedisSentinels;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.StreamSnapshot;
import io.renwu.connector.redis.streams.client.WriterMark;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.inspect.Diagnosis;
import io.renwu.connector.redis.streams.inspect.QueueDoctor;
import io.renwu.connector.redis.streams.inspect.QueueExpectations;
import io.renwu.connector.redis.streams.inspect.ServerFindings;
import io.renwu.connector.redis.streams.testing.ManualMailbox;
import io.renwu.connector.redis.streams.testing.QueueContents;
import io.renwu.connector.redis.streams.testing.RealTimers;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.connector.redis.streams.transport.RedisCredentials;
import io.renwu.connector.redis.streams.transport.RedisStreamsException;
import io.renwu.server.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ends of the queue work with the rights that docs/queue.md grants, and with no more. */
class AccessControlIT {
  private static final String PASSWORD = "a b\"c";
  private static final int RECORDS = 100;

  @TempDir Path folder;

  @Test
  void onOneServer() throws Exception {
    try (RedisServer server = RedisServer.startNew(folder, RedisServer.Fsync.ALWAYS);
        RedisAdmin admin = new RedisAdmin(server.port())) {
      grant(admin, "");
      useBoth(server.uri());
      assertOtherwiseRefused(server.uri());
    }
  }

  @Test
  void withSentinels() throws Exception {
    try (RedisSentinels servers = RedisSentinels.start(folder);
        RedisAdmin admin = new RedisAdmin(servers.master().port())) {
      grant(admin, "+role");
      useBoth(servers.access("renwu").uri());
    }
  }

  @Test
  void inACluster() throws Exception {
    try (RedisCluster cluster = RedisCluster.start(folder)) {
      for (RedisAdmin admin : cluster.admins()) {
        grant(admin, "+cluster|slots +asking");
      }
      useBoth(cluster.access("renwu").uri());
    }
  }

  private static void grant(RedisAdmin admin, String more) throws IOException {
    List<String> document =
        Files.readAllLines(Path.of(System.getProperty("renwu.home"), "docs", "queue.md"));
    if (!more.isEmpty()) {
      assertThat(document).anyMatch(line -> line.contains("`" + more + "`"));
    }
    List<String> lines = document.stream().filter(line -> line.startsWith("ACL SETUSER ")).toList();
    assertThat(lines).hasSize(2);
    for (String line : lines) {
      String[] words = (line + " " + more).strip().replace("PASSWORD", "\0").split(" ");
      for (int i = 0; i < words.length; i++) {
        words[i] = words[i].replace("\0", PASSWORD);
      }
      assertThat(admin.call(words)).isEqualTo("OK");
    }
  }

  private static RedisStreams connect(String uri, String prefix, String user) {
    return connect(uri, prefix, new RedisCredentials(user, PASSWORD));
  }

  private static RedisStreams connect(String uri, String prefix, RedisCredentials login) {
    return LettuceRedisStreams.connect(new RedisAccess(uri, prefix, () -> login));
  }

  /** Does everything that the jobs and the command line do. */
  private static void useBoth(String uri) throws Exception {
    ManualMailbox mailbox = new ManualMailbox();
    RedisStreams collector = connect(uri, "renwu", "collector");
    try (RealTimers timers = new RealTimers(mailbox);
        RedisStreamsWriter<QueueRecord> writer =
            WriterHarness.writer(collector, WriterHarness.SETTINGS, mailbox, timers)) {
      for (int offset = 0; offset < RECORDS; offset++) {
        writer.write(WriterHarness.record(STREAM, offset), null);
      }
      writer.flush(false);
      long end = collector.writerPosition(STREAM).join().appended();
      Durability some = new Durability(1, false, Duration.ofMillis(1));
      collector.barrier(Map.of(STREAM, new WriterMark(end, end)), some).join();
      useLease(collector, "collector");
      assertThat(collector.streams().join()).containsKey(STREAM);
      assertThat(collector.highWater(STREAM).join()).isEqualTo(end);
      assertThat(collector.readerMarks(STREAM).join().taken()).isZero();
      assertThat(ServerFindings.of(collector.serverInfo().join(), Durability.NONE, "it")).isEmpty();
    }
    inspect(uri);
    try (RedisStreams taskJob = connect(uri, "renwu", "taskjob")) {
      assertThat(taskJob.streams().join()).containsKey(STREAM);
      assertThat(QueueContents.offsets(taskJob, STREAM)).hasSize(RECORDS);
      assertThat(taskJob.length(STREAM).join()).isPositive();
      long end = taskJob.highWater(STREAM).join();
      assertThat(taskJob.giveUp(STREAM, end).join().appended()).isEqualTo(end);
      assertThat(taskJob.countFailure(STREAM, end, Instant.EPOCH, "cause").join()).isEqualTo(1);
      assertThat(taskJob.failures(STREAM).join()).containsOnlyKeys(end);
      assertThat(taskJob.release(STREAM, end, end).join()).isPositive();
      assertThat(taskJob.failures(STREAM).join()).isEmpty();
      assertThat(taskJob.readerMarks(STREAM).join().taken()).isEqualTo(end);
      String rate = RateDocument.of(1, 5.0, false, "me", "now", "").toJson();
      assertThat(taskJob.replaceControl(0, rate).join()).isTrue();
      assertThat(taskJob.control().join()).contains(rate);
      assertThat(taskJob.restoreControl(Optional.of(rate), rate).join()).isTrue();
      useLease(taskJob, "tasks");
      taskJob.putStatus("{}", Duration.ofMinutes(1)).join();
      assertThat(taskJob.status().join()).contains("{}");
      assertThat(ServerFindings.of(taskJob.serverInfo().join(), Durability.NONE, "it")).isEmpty();
    }
  }

  private static void useLease(RedisStreams job, String role) {
    JobLease lease = new JobLease(0, "owner", "job", "host", "now", 0, false);
    assertThat(job.acquireLease(role, Optional.empty(), lease).join()).isEqualTo(1);
    JobLease mine = new JobLease(1, "owner", "job", "host", "now", 0, true);
    assertThat(job.renewLease(role, mine).join()).isTrue();
    assertThat(job.lease(role).join().map(JobLease::released)).contains(true);
  }

  /** Does what the command line does from outside, as the user of the task job. */
  private static void inspect(String uri) {
    try (QueueAccess queue =
        LettuceQueueAccess.connect(
            new RedisAccess(uri, "renwu", () -> new RedisCredentials("taskjob", PASSWORD)))) {
      StreamSnapshot stream = queue.snapshot(STREAM).join();
      assertThat(stream.problems()).isEmpty();
      assertThat(stream.memoryBytes()).isPositive();
      assertThat(stream.firstWaiting()).isNotNull();
      assertThat(queue.entries(STREAM, 0, 1).join()).hasSize(1);
      assertThat(queue.lastEntries(STREAM, 2).join()).hasSize(2);
      Diagnosis diagnosis = new QueueDoctor(queue, QueueExpectations.NONE, true).examine().join();
      assertThat(diagnosis.findings()).isEmpty();
      assertThat(diagnosis.unchecked()).singleElement().asString().contains("CONFIG GET");
      assertThat(queue.trim(STREAM, StreamPosition.of(0, RECORDS), false).join()).isEmpty();
      assertThat(queue.trim(STREAM, StreamPosition.START, false).join()).contains(0L);
    }
  }

  private static void assertOtherwiseRefused(String uri) {
    try (RedisStreams collector = connect(uri, "renwu", "collector");
        RedisStreams taskJob = connect(uri, "renwu", "taskjob");
        RedisStreams elsewhere = connect(uri, "other", "taskjob")) {
      assertRefused(collector.read(STREAM, 0, 1));
      assertRefused(collector.release(STREAM, 1L << 40, 1L << 40));
      assertRefused(elsewhere.highWater(STREAM));
      assertRefused(elsewhere.replaceControl(0, "{}"));
      assertThat(taskJob.highWater(STREAM).join()).isPositive();
    }
    try (RedisStreams stranger = connect(uri, "renwu", "stranger")) {
      assertRefused(stranger.streams());
    }
    try (RedisStreams forgetful = connect(uri, "renwu", new RedisCredentials("taskjob", null))) {
      assertRefused(forgetful.streams());
    }
  }

  private static void assertRefused(CompletableFuture<?> command) {
    assertThatThrownBy(command::join)
        .satisfies(e -> assertThat(RedisStreamsException.isRefusal(e)).isTrue());
  }
}
