package io.renwu.job.loss;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.access.TopicContents;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.job.CollectorJob;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.TopicNames;
import io.renwu.server.EmbeddedFlink;
import io.renwu.server.KafkaServer;
import io.renwu.timeout.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Node;

/** Runs the collector and a reader of one queue under continuous events. */
final class LossRig implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(2);
  static final int SOME = 3_000;
  private static final String BEHAVIOR = "login";

  final RenwuConfig config;
  final RedisStreams redis;
  final QueueReader reader;
  private final EmbeddedFlink flink;
  private final KafkaAccess client;
  private final String prefix;
  private JobClient collector;
  private EventStream events;

  LossRig(
      EmbeddedFlink flink,
      KafkaServer kafka,
      String redisUri,
      String name,
      Map<String, String> settings)
      throws Exception {
    this.flink = flink;
    this.prefix = name + ".";
    Map<String, String> all = new HashMap<>(settings);
    all.put(Options.KAFKA_BOOTSTRAP_SERVERS.key(), kafka.bootstrapServers());
    all.put(Options.KAFKA_TOPIC_PREFIX_BEHAVIOR.key(), prefix);
    all.put(Options.KAFKA_TRANSACTIONAL_ID_PREFIX.key(), name);
    all.put(Options.KAFKA_TOPIC_PARTITIONS.key(), "2");
    all.put(Options.COLLECTOR_BEHAVIORS.key(), BEHAVIOR);
    all.put(Options.REDIS_URI.key(), redisUri);
    all.put(Options.QUEUE_KEY_PREFIX.key(), name);
    config = RenwuConfig.load(Optional.empty(), all, Map.of());
    SystemAccess access = new SystemAccess(config);
    client = access.kafkaClient();
    redis = LettuceRedisStreams.connect(access.redis());
    StreamExecutionEnvironment env = flink.environment();
    CollectorJob.define(env, config);
    collector = env.executeAsync(name + "-collector");
    reader = new QueueReader(flink.environment(), access.redis());
  }

  /** Stops the collector with a savepoint, and restarts it from there with another parallelism. */
  void rescaleCollector(int parallelism, Path savepoints) throws Exception {
    // A savepoint fails unless all tasks run.
    Await.untilTrue(
        "the collector to run",
        PATIENCE,
        () -> flink.rest().tasks(collector.getJobID().toString()).allRun());
    String savepoint =
        collector
            .stopWithSavepoint(false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
            .join();
    StreamExecutionEnvironment env = flink.environment();
    Configuration restored = new Configuration();
    restored.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    env.configure(restored);
    CollectorJob.define(env, config);
    env.setParallelism(parallelism);
    collector = env.executeAsync(prefix + "collector-" + parallelism);
  }

  String topic() {
    return prefix + BEHAVIOR;
  }

  StreamId stream(int partition) {
    return new StreamId(topic(), partition);
  }

  KafkaAccess kafkaClient() {
    return client;
  }

  void send() {
    events = new EventStream(client, topic(), 3_000);
  }

  /** Deletes the topic and creates it again. */
  void recreateTopic(int partitions) throws Exception {
    try (Admin admin = client.admin()) {
      admin.deleteTopics(List.of(topic())).all().get();
      // The broker deletes the logs later; a log that is created before may never come up.
      Await.untilTrue("the topic to be gone", PATIENCE, () -> !isThere(admin) && !hasLogs(admin));
      admin.createTopics(List.of(new NewTopic(topic(), partitions, (short) 1))).all().get();
    }
  }

  private boolean isThere(Admin admin) {
    try {
      return admin.listTopics().names().get().contains(topic());
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean hasLogs(Admin admin) throws Exception {
    List<Integer> brokers = admin.describeCluster().nodes().get().stream().map(Node::id).toList();
    return admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
        .flatMap(folders -> folders.values().stream())
        .flatMap(folder -> folder.replicaInfos().keySet().stream())
        .anyMatch(partition -> partition.topic().equals(topic()));
  }

  /** Adds partitions to the topic. */
  void addPartitions(int total) throws Exception {
    try (Admin admin = client.admin()) {
      admin.createPartitions(Map.of(topic(), NewPartitions.increaseTo(total))).all().get();
    }
  }

  void stopSending() {
    events.close();
  }

  /** Waits until this many more records were read. */
  void awaitRead(int more) {
    int before = reader.count();
    Await.until(
        more + " more records taken", PATIENCE, reader::count, count -> count >= before + more);
  }

  /** Waits until the collector has completed this many more checkpoints. */
  void awaitCollectorCheckpoints(int more) {
    awaitCheckpoints(collector.getJobID().toString(), more);
  }

  private void awaitCheckpoints(String job, int more) {
    long before = flink.rest().checkpoints(job).completed();
    Await.until(
        more + " more checkpoints",
        PATIENCE,
        () -> flink.rest().checkpoints(job).completed(),
        completed -> completed >= before + more);
  }

  /** Waits until the collector has failed with these words. */
  void awaitCollectorFailure(String words) {
    Await.until(
        "the collector to fail with " + words,
        PATIENCE,
        () -> flink.rest().exceptions(collector.getJobID().toString()),
        exceptions -> exceptions.contains(words));
  }

  void pauseReader(boolean pause) {
    long version =
        redis.control().join().map(document -> RateDocument.parse(document).version()).orElse(0L);
    RateDocument document =
        RateDocument.of(version + 1, null, pause, "test", Instant.now().toString(), "");
    assertThat(redis.replaceControl(version, document.toJson()).join()).isTrue();
  }

  /** Fills the queue with records that the collector's checkpoints cover and no reader reads. */
  void fill() {
    pauseReader(true);
    awaitCollectorCheckpoints(2);
    long before = appended();
    Await.until("records that nobody takes", PATIENCE, this::appended, now -> now > before + SOME);
    awaitCollectorCheckpoints(2);
  }

  private long appended() {
    return redis.highWater(stream(0)).join() + redis.highWater(stream(1)).join();
  }

  /**
   * Stops the events, and checks that every usable record in Kafka was read once and the others are
   * dead letters.
   */
  void judge() {
    stopSending();
    awaitAllRead();
    awaitCheckpoints(reader.jobId(), 2);
    Map<String, Long> times =
        reader.taken().stream().collect(Collectors.groupingBy(p -> p, Collectors.counting()));
    assertThat(times.entrySet().stream().filter(place -> place.getValue() > 1).toList()).isEmpty();
    awaitCollectorCheckpoints(2);
    assertThat(deadLetters()).containsAll(places(true));
  }

  void awaitAllRead() {
    List<String> expected = places(false);
    Await.until(
        "all of " + expected.size() + " records taken",
        PATIENCE,
        () -> reader.count() < expected.size() ? Set.of() : new HashSet<>(reader.taken()),
        taken -> taken.containsAll(expected));
  }

  /** The positions in Kafka of all usable or all unusable records. */
  List<String> places(boolean unusable) {
    return TopicContents.read(client, topic()::equals).stream()
        .filter(record -> new String(record.value(), UTF_8).startsWith("no event") == unusable)
        .map(record -> record.topic() + ":" + record.partition() + "@" + record.offset())
        .toList();
  }

  private List<String> deadLetters() {
    return TopicContents.read(client, TopicNames.DEFAULT.deadLetters()::equals).stream()
        .map(ConsumerRecord::key)
        .map(key -> new String(key, UTF_8).split("/"))
        .map(key -> key[0] + ":" + key[1] + "@" + key[2])
        .toList();
  }

  @Override
  public void close() {
    events.close();
    reader.close();
    collector.cancel().join();
    redis.close();
  }
}
