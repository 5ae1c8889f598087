package io.renwu.job;

import io.renwu.connector.redis.streams.Compression;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.Durability;
import io.renwu.connector.redis.streams.client.RedisAccess;
import io.renwu.connector.redis.streams.client.RedisTls;
import io.renwu.connector.redis.streams.failure.FailureLedger;
import io.renwu.connector.redis.streams.inspect.Expectations;
import io.renwu.connector.redis.streams.sink.RedisStreamsSink;
import io.renwu.connector.redis.streams.sink.SinkSettings;
import io.renwu.connector.redis.streams.source.RedisStreamsSource;
import io.renwu.connector.redis.streams.source.config.PoisonPolicy;
import io.renwu.connector.redis.streams.source.config.ReaderRate;
import io.renwu.connector.redis.streams.source.config.SourceSettings;
import io.renwu.engine.EngineSettings;
import io.renwu.function.BehaviorReader;
import io.renwu.function.FailureCounter;
import io.renwu.function.RawRecord;
import io.renwu.function.TakenRecord;
import io.renwu.function.TaskFunction;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.CommandTimes;
import io.renwu.job.kafka.KafkaEnds;
import io.renwu.job.kafka.MemoryBound;
import io.renwu.job.kafka.OutputTopics;
import io.renwu.job.kafka.PublishedTasks;
import io.renwu.job.kafka.QueueBounds;
import io.renwu.job.kafka.RewindingKafkaSource;
import io.renwu.job.kafka.Topics;
import io.renwu.job.signal.RewardSignals;
import io.renwu.patience.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;
import org.apache.kafka.clients.CommonClientConfigs;

/** What the jobs and the command line are made of, by the configuration. */
public final class JobParts {
  private static final long MAX_BUFFERED_BYTES = 16 << 20;

  private final RenwuConfig config;

  public JobParts(RenwuConfig config) {
    this.config = config;
  }

  /** What every Kafka client gets. */
  public Properties kafkaClient() {
    Properties client = new Properties();
    client.setProperty(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.get(Options.KAFKA_BOOTSTRAP_SERVERS));
    return client;
  }

  /**
   * What the Kafka clients of commands get: the same, and they do not wait for as long. Kafka is
   * asked for an answer first.
   *
   * @throws IOException if there is none in time
   */
  public Properties commandClient() throws IOException {
    CommandTimes.requireAnswer(kafkaClient(), Patience.OF_COMMANDS);
    return CommandTimes.on(kafkaClient(), Patience.OF_COMMANDS);
  }

  /** The jobs' sources and sinks on Kafka. */
  public KafkaEnds kafka() {
    return new KafkaEnds(
        kafkaClient(),
        config.get(Options.KAFKA_TRANSACTIONAL_ID_PREFIX),
        config.get(Options.KAFKA_DISCOVERY_INTERVAL),
        config.get(Options.KAFKA_TRANSACTION_TIMEOUT));
  }

  /** Makes topics that are missing. */
  public Topics topics() {
    return new Topics(
        kafkaClient(),
        config.get(Options.KAFKA_TOPIC_PARTITIONS),
        config.find(Options.KAFKA_TOPIC_REPLICATION_FACTOR).map(Integer::shortValue));
  }

  /** How far behind the newest receipt a record may still come before finished state goes. */
  Duration stateSlack() {
    return config.get(Options.TASKS_STATE_SLACK);
  }

  /** Reads behaviors. */
  public BehaviorReader behaviorReader() {
    return new BehaviorReader(
        config.get(Options.KAFKA_TOPIC_PREFIX_BEHAVIOR),
        config.get(Options.COLLECTOR_TIME_MAX_AHEAD));
  }

  /** Where the queue lives. */
  public RedisAccess redis() {
    return new RedisAccess(
        config.get(Options.REDIS_URI),
        config.get(Options.QUEUE_KEY_PREFIX),
        new RedisLogin(
            config.get(Options.REDIS_USERNAME),
            config.get(Options.REDIS_PASSWORD_FILE),
            config.readsEnvironment()),
        new RedisTls(
            config.get(Options.REDIS_TLS_CA_FILE),
            config.get(Options.REDIS_TLS_CERTIFICATE_FILE),
            config.get(Options.REDIS_TLS_KEY_FILE)));
  }

  /** The collector's end of the queue. */
  public RedisStreamsSink<RawRecord> queueSink() {
    return RedisStreamsSink.<RawRecord>builder()
        .access(redis())
        .serializer(JobParts::queued)
        .settings(
            new SinkSettings(
                config.get(Options.QUEUE_ENTRY_MAX_RECORDS),
                config.get(Options.QUEUE_ENTRY_MAX_BYTES),
                config.get(Options.QUEUE_ENTRY_MAX_DELAY),
                config.get(Options.QUEUE_COMPRESSION) ? Compression.ZSTD : Compression.NONE,
                MAX_BUFFERED_BYTES,
                SinkSettings.DEFAULT.deliveryTimeout(),
                durability()))
        .build();
  }

  /** What the collector's checkpoints wait for. */
  Durability durability() {
    return new Durability(
        config.get(Options.QUEUE_WAIT_REPLICAS),
        config.get(Options.QUEUE_WAIT_AOF),
        config.get(Options.QUEUE_WAIT_TIMEOUT));
  }

  /** What the configuration asks of the queue. */
  public Expectations expectations() {
    MemoryBound memory = MemoryBound.parse(config.get(Options.QUEUE_MAX_MEMORY));
    return new Expectations(durability(), config.get(Options.QUEUE_MAX_RECORDS), memory::isReached);
  }

  private static QueueRecord queued(RawRecord record) {
    StreamId stream = new StreamId(record.topic(), record.partition());
    return switch (record.kind()) {
      case RECORD ->
          new QueueRecord(stream, record.offset(), record.timestampMillis(), record.value());
      case SKIP -> QueueRecord.skip(stream, record.offset());
      case ORIGIN -> QueueRecord.origin(stream, record.offset(), record.incarnation());
    };
  }

  /** The behaviors in Kafka, from where the queue ends. */
  RewindingKafkaSource behaviors() {
    return kafka()
        .behaviors(
            config.get(Options.KAFKA_TOPIC_PREFIX_BEHAVIOR),
            redis(),
            new QueueBounds(
                config.get(Options.QUEUE_MAX_RECORDS),
                MemoryBound.parse(config.get(Options.QUEUE_MAX_MEMORY))));
  }

  /** The task job's end of the queue. */
  public RedisStreamsSource<TakenRecord> queueSource() {
    QueueBehaviors behaviors = new QueueBehaviors(behaviorReader());
    return RedisStreamsSource.<TakenRecord>builder()
        .access(redis())
        .deserializer(behaviors)
        .downstream(new RewardSignals(kafkaClient(), OutputTopics.GRANTS))
        .poison(new PoisonPolicy<>(config.get(Options.TASKS_POISON_RESTARTS), behaviors))
        .settings(
            new SourceSettings(
                config.get(Options.QUEUE_START),
                config.get(Options.QUEUE_RETAIN_SPAN),
                config.get(Options.QUEUE_DISCOVERY_INTERVAL),
                config.get(Options.QUEUE_POLL_INTERVAL),
                ReaderRate.CONTROLLED,
                config.get(Options.QUEUE_MAX_DRIFT),
                MAX_BUFFERED_BYTES))
        .build();
  }

  /** Where it is said which events failed. */
  public FailureCounter failureCounter() {
    return config.get(Options.TASKS_POISON_RESTARTS) == 0
        ? FailureCounter.NONE
        : new QueueFailures(
            config.get(Options.KAFKA_TOPIC_PREFIX_BEHAVIOR), new FailureLedger(redis()));
  }

  /** The engine's shell. */
  public TaskFunction taskFunction() {
    return new TaskFunction(
        engineSettings(), config.get(Options.TASKS_DECISIONS), publishedTasks(), failureCounter());
  }

  /** What the engine is told. */
  public EngineSettings engineSettings() {
    return new EngineSettings(
        config.get(Options.TASKS_DEDUPLICATION_HORIZON), config.get(Options.TASKS_MEMORY_HORIZON));
  }

  /** What is published now. */
  public PublishedTasks publishedTasks() {
    return new PublishedTasks(kafkaClient());
  }

  /**
   * Sets how parallel a job is, lets its operators hand on elements without copies, and lets Flink
   * show the job's settings (no secrets), by which an upgrade tells what would change.
   *
   * @throws IOException where checkpoints are off: nothing would ever be taken for good
   */
  void applyTo(StreamExecutionEnvironment env) throws IOException {
    if (!env.getCheckpointConfig().isCheckpointingEnabled()) {
      throw new IOException(
          "checkpoints are off, so no reward would ever be seen and no record let go: set"
              + " execution.checkpointing.interval in Flink's configuration, as flink-conf does");
    }
    config.find(Options.JOB_PARALLELISM).ifPresent(env::setParallelism);
    env.setMaxParallelism(config.get(Options.JOB_MAX_PARALLELISM));
    env.getConfig().enableObjectReuse();
    env.getConfig().setGlobalJobParameters(ParameterTool.fromMap(config.settings()));
  }
}
