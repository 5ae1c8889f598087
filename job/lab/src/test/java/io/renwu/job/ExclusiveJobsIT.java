package io.renwu.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.access.TopicContents;
import io.renwu.codec.OutputReader;
import io.renwu.connector.redis.streams.client.JobLease;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.lease.LeaseSettings;
import io.renwu.flink.FlinkRest;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.RulePublisher;
import io.renwu.server.EmbeddedFlink;
import io.renwu.server.KafkaServer;
import io.renwu.server.RedisServer;
import io.renwu.timeout.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Submits second jobs on the queue and topics of a running system. */
@Timeout(240)
class ExclusiveJobsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String TASK =
      """
      {"taskId": "once", "version": 1, "name": {"en": "Once"},
       "objectives": [{"id": "o", "behaviors": ["register"], "target": 1}],
       "recurrence": {"policy": "ONCE"},
       "rewards": [{"rewardId": "r", "type": "POINTS", "amount": 1}]}
      """;

  @TempDir Path folder;
  private RenwuConfig config;
  private SystemAccess access;
  private EmbeddedFlink flink;
  private FlinkRest rest;
  private int sent;

  private interface Stages {
    void define(StreamExecutionEnvironment env, RenwuConfig config) throws Exception;
  }

  private String submit(Stages stages, int parallelism, String savepoint) throws Exception {
    return submit(stages, config, parallelism, savepoint);
  }

  /** Submits a second job that may start without state. */
  private String submitSecondJob(Stages stages) throws Exception {
    Map<String, String> settings = new HashMap<>(config.settings());
    settings.put(Options.JOB_FRESH.key(), "true");
    return submit(stages, RenwuConfig.load(Optional.empty(), settings, Map.of()), 2, null);
  }

  private String submit(Stages stages, RenwuConfig settings, int parallelism, String savepoint)
      throws Exception {
    StreamExecutionEnvironment env = flink.environment();
    if (savepoint != null) {
      Configuration restored = new Configuration();
      restored.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
      env.configure(restored);
    }
    stages.define(env, settings);
    env.setParallelism(parallelism);
    return env.executeAsync("job").getJobID().toString();
  }

  @Test
  void secondJobsAreRefusedAndChangeNothing() throws Exception {
    try (KafkaServer kafka = new KafkaServer(folder.resolve("kafka"));
        RedisServer server =
            new RedisServer(folder.resolve("redis"), RedisServer.Fsync.EVERY_SECOND)) {
      kafka.start();
      server.start();
      config =
          RenwuConfig.load(
              Optional.empty(),
              Map.of(
                  Options.KAFKA_BOOTSTRAP_SERVERS.key(),
                  kafka.bootstrapServers(),
                  Options.KAFKA_TOPIC_PARTITIONS.key(),
                  "2",
                  Options.QUEUE_DISCOVERY_INTERVAL.key(),
                  "PT0.2S",
                  Options.REDIS_URI.key(),
                  server.uri()),
              Map.of());
      access = new SystemAccess(config);
      try (EmbeddedFlink cluster =
              EmbeddedFlink.start(
                  folder.resolve("flink"), 8, Map.of("execution.checkpointing.interval", "300ms"));
          RedisStreams redis = LettuceRedisStreams.connect(access.redis())) {
        flink = cluster;
        rest = cluster.rest();
        compete(redis);
      }
    }
  }

  private void compete(RedisStreams redis) throws Exception {
    String tasks = submit(TaskJob::define, 1, null);
    String collector = submit(CollectorJob::define, 1, null);
    try (RulePublisher publisher = new RulePublisher(access.kafkaClient())) {
      publisher.publish(Map.of("once/1", TASK));
      assertThat(publisher.await(List.of("once/1"), PATIENCE.toMillis())).hasSize(1);
    }
    send(500);
    awaitGrants();

    List<String> intruders =
        List.of(submitSecondJob(TaskJob::define), submitSecondJob(CollectorJob::define));
    send(500);
    for (String intruder : intruders) {
      Await.until("the end", PATIENCE, () -> rest.status(intruder), "FAILED"::equals);
      assertThat(rest.restarts(intruder)).isZero();
    }
    assertThat(rest.exceptions(intruders.get(0)))
        .contains(tasks, "holds and renews the lease 'tasks'", "queue.key.prefix");
    assertThat(rest.exceptions(intruders.get(1)))
        .contains(collector, "holds and renews the lease 'collector'");
    send(500);
    awaitGrants();
    for (String job : List.of(tasks, collector)) {
      assertThat(rest.status(job)).isEqualTo("RUNNING");
      assertThat(rest.restarts(job)).isZero();
    }
    continueFromSavepoint(redis, tasks);
  }

  /** A stopped job has released its lease for the next one. */
  private void continueFromSavepoint(RedisStreams redis, String tasks) throws Exception {
    String savepoint = rest.stopWithSavepoint(tasks, folder.resolve("savepoints"));
    Await.until(
        "the release",
        PATIENCE,
        () -> redis.lease(LeaseSettings.TASKS).join().orElseThrow(),
        JobLease::released);
    String next = submit(TaskJob::define, 2, savepoint);
    send(500);
    awaitGrants();
    JobLease lease = redis.lease(LeaseSettings.TASKS).join().orElseThrow();
    assertThat(lease.number()).isEqualTo(2);
    assertThat(lease.job()).isEqualTo(next);
    assertThat(lease.host()).isNotEqualTo("?");
  }

  /** Sends events of a new user each. */
  private void send(int events) throws IOException {
    try (KafkaProducer<byte[], byte[]> producer = access.kafkaClient().producer()) {
      for (int left = events; left > 0; left--) {
        String user = "u" + sent++;
        String event =
            "{\"eventId\":\""
                + user
                + "\",\"userId\":\""
                + user
                + "\",\"time\":"
                + System.currentTimeMillis()
                + "}";
        var unused =
            producer.send(
                new ProducerRecord<>(
                    "behavior.register", user.getBytes(UTF_8), event.getBytes(UTF_8)));
      }
    }
  }

  /** Waits for one grant of each event: none is lost or duplicated. */
  private void awaitGrants() {
    List<String> grants =
        Await.until("the grants", PATIENCE, this::grants, found -> found.size() >= sent);
    assertThat(grants).hasSize(sent).doesNotHaveDuplicates();
  }

  private List<String> grants() {
    return TopicContents.read(access.kafkaClient(), access.topicNames().grants()::equals).stream()
        .map(record -> OutputReader.grant(record.value()).grantId())
        .toList();
  }
}
