package io.renwu.job.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.control.AdaptiveDocument;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.control.RateReport;
import io.renwu.job.JobParts;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.TopicNames;
import io.renwu.limit.AdaptiveRate.Phase;
import io.renwu.server.KafkaServer;
import io.renwu.server.RedisServer;
import io.renwu.timeout.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The task job's source, with a real Kafka and a lagging consumer group of the grants. */
@Timeout(180)
class AdaptiveRateIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String GROUP = "coupons";
  private static final int GRANTS = 5_000;
  private static final double FLOOR = 100;
  private static final double CEILING = 1_000;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  @TempDir Path folder;
  private long version;

  @Test
  void rateFallsWhileTheGroupLagsAndRisesAgain() throws Exception {
    try (KafkaServer kafka = new KafkaServer(folder.resolve("kafka"));
        RedisServer server =
            new RedisServer(folder.resolve("redis"), RedisServer.Fsync.EVERY_SECOND)) {
      kafka.start();
      server.start();
      JobParts parts =
          new JobParts(
              RenwuConfig.load(
                  Optional.empty(),
                  Map.of(
                      Options.KAFKA_BOOTSTRAP_SERVERS.key(), kafka.bootstrapServers(),
                      Options.KAFKA_TOPIC_PARTITIONS.key(), "2",
                      Options.REDIS_URI.key(), server.uri()),
                  Map.of()));
      parts.topicCreator().ensure(List.of(TopicNames.DEFAULT.grants()), true);
      produce(parts.access().kafkaClient());
      StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
      env.fromSource(parts.queueSource(), WatermarkStrategy.noWatermarks(), "queue-source")
          .sinkTo(new DiscardingSink<>());
      var unused = env.executeAsync("adaptive");
      try (Admin admin = parts.access().kafkaClient().admin();
          RedisStreams redis = LettuceRedisStreams.connect(parts.access().redis())) {
        follow(redis, "nobody");
        RateReport unread = await(redis, report -> report.adapted().problem() != null);
        assertThat(unread.adapted().problem())
            .isEqualTo("the consumer group nobody has committed no offset of task.grants");
        assertThat(unread.rate()).isEqualTo(FLOOR);
        assertThat(unread.adapted().course()).isEqualTo(Phase.UNKNOWN);

        commit(admin, GRANTS);
        follow(redis, GROUP);
        await(redis, report -> report.rate() == CEILING);

        commit(admin, 0);
        RateReport behind = await(redis, report -> report.rate() == FLOOR);
        assertThat(behind.adapted().lag()).isEqualTo(GRANTS);
        assertThat(behind.adapted().course()).isEqualTo(Phase.FAR_BEHIND);

        commit(admin, GRANTS - 300);
        RateReport between =
            await(
                redis,
                report -> report.adapted().course() == Phase.BEHIND && report.rate() > 2 * FLOOR);
        assertThat(between.adapted().lag()).isEqualTo(300);
        commit(admin, GRANTS);
        await(redis, report -> report.rate() == CEILING);

        kafka.kill();
        RateReport held =
            await(
                redis,
                report ->
                    report.adapted().course() == Phase.HOLDING
                        && report.adapted().problem() != null);
        assertThat(held.rate()).isEqualTo(CEILING);
        assertThat(held.adapted().problem()).startsWith("cannot read the lag of the group");
      }
    }
  }

  private void follow(RedisStreams redis, String group) {
    version++;
    RateDocument rules =
        RateDocument.of(version, null, false, "test", "", "")
            .withAdaptive(
                new AdaptiveDocument(RewardSignals.ofGroup(group), 400, FLOOR, CEILING, 1L));
    assertThat(redis.replaceControl(version - 1, rules.toJson()).join()).isTrue();
  }

  /** Waits for a report on the current version that meets an expectation. */
  private RateReport await(RedisStreams redis, Predicate<RateReport> expected) {
    return Await.until(
            "the rate to follow",
            PATIENCE,
            () -> redis.status().join().map(RateReport::parse),
            report ->
                report
                    .filter(now -> now.version() == version && now.rate() != null)
                    .filter(expected)
                    .isPresent())
        .orElseThrow();
  }

  /** Writes all records to one partition; the group has committed nothing of the other one. */
  private static void produce(KafkaAccess client) throws IOException {
    try (KafkaProducer<byte[], byte[]> producer = client.producer()) {
      for (int i = 0; i < GRANTS; i++) {
        var unused =
            producer.send(new ProducerRecord<>(TopicNames.DEFAULT.grants(), 1, null, new byte[9]));
      }
    }
  }

  private static void commit(Admin admin, long offset) throws Exception {
    admin
        .alterConsumerGroupOffsets(
            GROUP,
            Map.of(
                new TopicPartition(TopicNames.DEFAULT.grants(), 1), new OffsetAndMetadata(offset)))
        .all()
        .get();
  }
}
