package io.renwu.connector.redis.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RedisAdmin;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.control.RateReport;
import io.renwu.connector.redis.streams.testing.NumbersJobs;
import io.renwu.connector.redis.streams.testing.Seen;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.server.RedisServer;
import io.renwu.timeout.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A real server loses the rate rules while a job has a backlog. */
@Timeout(120)
class RulesOutliveRedisIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final double PER_SECOND = 200;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  @TempDir Path folder;
  private RedisServer server;
  private RedisStreams redis;
  private RedisAdmin admin;
  private RedisAccess access;

  @BeforeEach
  void start() {
    server = new RedisServer(folder, RedisServer.Fsync.EVERY_SECOND);
    server.start();
    access = RedisAccess.of(server.uri(), "q");
    redis = LettuceRedisStreams.connect(access);
    admin = new RedisAdmin(server.port());
  }

  @AfterEach
  void stop() {
    admin.close();
    redis.close();
    server.close();
  }

  private void set(Double perSecond, boolean paused) {
    String now = Instant.now().toString();
    String rules = RateDocument.of(1, perSecond, paused, "test", now, "").toJson();
    assertThat(redis.replaceControl(0, rules).join()).isTrue();
  }

  private JobClient startReading(String name) throws Exception {
    StreamExecutionEnvironment env = NumbersJobs.environment(NumbersJobs.configuration(), 2);
    NumbersJobs.taken(env, access, Duration.ZERO, new Seen<>(name)).print().name("out");
    return env.executeAsync(name);
  }

  private RateReport await(String what, Predicate<RateReport> expected) {
    return Await.until(
            what,
            PATIENCE,
            () -> redis.status().join().map(RateReport::parse),
            report -> report.filter(expected).isPresent())
        .orElseThrow();
  }

  @Test
  void nothingIsReadFromAServerThatWasFlushedDuringAPause() throws Exception {
    set(null, true);
    JobClient job = startReading("paused");
    await("the pause", report -> report.paused() && report.version() == 1);
    admin.call("FLUSHALL");
    NumbersJobs.write(access, new Seen<>("written")).getJobExecutionResult().join();
    RateReport report =
        await("the backlog", now -> now.losses() > 0 && now.depth() == NumbersJobs.RECORDS);
    assertThat(report.paused()).isTrue();
    assertThat(report.loss()).startsWith("Redis lost the control document");
    Optional<RateDocument> restored = redis.control().join().map(RateDocument::parse);
    assertThat(restored.map(RateDocument::paused)).contains(true);
    assertThat(Seen.count("paused")).isZero();
    job.cancel().join();
  }

  @Test
  void aDeletedDocumentDoesNotLiftTheRate() throws Exception {
    NumbersJobs.write(access, new Seen<>("written")).getJobExecutionResult().join();
    set(PER_SECOND, false);
    long begin = System.nanoTime();
    JobClient job = startReading("limited");
    for (int time = 1; time <= 3; time++) {
      await("the rate", report -> report.version() == 1 && report.readers().size() == 2);
      assertThat(admin.commands().del("q:control:rules")).isEqualTo(1);
      long losses = time;
      await("the loss", report -> report.losses() == losses && report.rate() == PER_SECOND);
      Await.untilTrue("the document", PATIENCE, () -> redis.control().join().isPresent());
    }
    int count = Seen.count("limited");
    // Bounded by the rate and its burst, however slow the machine is.
    double seconds = (System.nanoTime() - begin) / 1e9;
    assertThat(count).isPositive().isLessThanOrEqualTo((int) (1 + PER_SECOND * (seconds + 0.1)));
    assertThat(redis.controlHistory(9).join()).hasSize(1);
    job.cancel().join();
  }
}
