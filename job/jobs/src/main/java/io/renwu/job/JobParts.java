package io.renwu.job;

import io.renwu.connector.redis.streams.Compression;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.failure.FailureLedger;
import io.renwu.connector.redis.streams.lease.LeaseSettings;
import io.renwu.connector.redis.streams.sink.RedisStreamsSink;
import io.renwu.connector.redis.streams.sink.SinkSettings;
import io.renwu.connector.redis.streams.source.RedisStreamsSource;
import io.renwu.connector.redis.streams.source.config.FirstStart;
import io.renwu.connector.redis.streams.source.config.InitialRate;
import io.renwu.connector.redis.streams.source.config.PoisonPolicy;
import io.renwu.connector.redis.streams.source.config.ReaderRate;
import io.renwu.connector.redis.streams.source.config.SourceSettings;
import io.renwu.engine.EngineSettings;
import io.renwu.function.BehaviorReader;
import io.renwu.function.DocumentFailures;
import io.renwu.function.FailureCounter;
import io.renwu.function.QueuedRecord;
import io.renwu.function.RawRecord;
import io.renwu.function.RuleGate;
import io.renwu.function.TaskFunction;
import io.renwu.job.config.MemoryBound;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.PublishedTasks;
import io.renwu.job.kafka.TopicCreator;
import io.renwu.job.kafka.source.QueueBounds;
import io.renwu.job.kafka.source.RewindingKafkaSource;
import io.renwu.job.signal.RewardSignals;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/** Creates the sources, sinks and functions of the jobs from the configuration. */
public final class JobParts {
  private static final long MAX_BUFFERED_BYTES = 16 << 20;

  /** How long a starting job waits for the catalog of tasks. */
  private static final Duration CATALOG_PATIENCE = Duration.ofMinutes(2);

  private final RenwuConfig config;
  private final SystemAccess access;
  private final JobLeases leases;

  public JobParts(RenwuConfig config) {
    this.config = config;
    this.access = new SystemAccess(config);
    this.leases = new JobLeases(access.redis());
  }

  /** The access to the servers. */
  public SystemAccess access() {
    return access;
  }

  /** The jobs' sources and sinks on Kafka. */
  public KafkaConnectors kafka() {
    return new KafkaConnectors(
        access.kafkaClient(),
        access.kafkaIdPrefix(),
        config.get(Options.KAFKA_DISCOVERY_INTERVAL),
        config.get(Options.KAFKA_TRANSACTION_TIMEOUT),
        config.get(Options.KAFKA_RECORD_MAX_BYTES));
  }

  /** Creates missing topics. */
  public TopicCreator topicCreator() {
    return new TopicCreator(
        access.kafkaClient(),
        config.get(Options.KAFKA_TOPIC_PARTITIONS),
        Optional.ofNullable(config.find(Options.KAFKA_TOPIC_REPLICATION_FACTOR))
            .map(Integer::shortValue));
  }

  /** The clock that derives watermarks from receipts, so that finished state expires. */
  public ReceiptClock receiptClock() {
    return new ReceiptClock(
        config.get(Options.TASKS_STATE_SLACK), config.get(Options.COLLECTOR_TIME_MAX_AHEAD));
  }

  /** The reader of behavior records. */
  public BehaviorReader behaviorReader() {
    return new BehaviorReader(
        access.topicNames().behaviors(), config.get(Options.COLLECTOR_TIME_MAX_AHEAD));
  }

  /** The collector's sink on the queue. */
  public RedisStreamsSink<RawRecord> queueSink() {
    return RedisStreamsSink.<RawRecord>builder()
        .access(access.redis())
        .serializer(JobParts::queued)
        .settings(
            new SinkSettings(
                config.get(Options.QUEUE_ENTRY_MAX_RECORDS),
                config.get(Options.QUEUE_ENTRY_MAX_BYTES),
                config.get(Options.QUEUE_ENTRY_MAX_DELAY),
                config.get(Options.QUEUE_COMPRESSION) ? Compression.ZSTD : Compression.NONE,
                MAX_BUFFERED_BYTES,
                SinkSettings.DEFAULT.deliveryTimeout(),
                access.durability()))
        .build();
  }

  private static QueueRecord queued(RawRecord record) {
    StreamId stream = new StreamId(record.topic(), record.partition());
    return switch (record.kind()) {
      case RECORD ->
          new QueueRecord(
              stream,
              record.offset(),
              record.timestampMillis(),
              Objects.requireNonNull(record.value(), "a record without content is a dead letter"));
      case SKIP -> QueueRecord.skip(stream, record.offset());
      case ORIGIN -> QueueRecord.origin(stream, record.offset(), record.incarnation());
    };
  }

  /** The collector's source: the behaviors in Kafka, from the end of the queue on. */
  RewindingKafkaSource behaviors() {
    return kafka()
        .behaviors(
            access.redis(),
            new QueueBounds(
                config.get(Options.QUEUE_MAX_RECORDS),
                MemoryBound.parse(config.get(Options.QUEUE_MAX_MEMORY))))
        .exclusive(leases.of(LeaseSettings.COLLECTOR));
  }

  /** The leases of the jobs that are built from these parts, as one submission. */
  JobLeases leases() {
    return leases;
  }

  /** The evidence that a task job has run on this system. */
  public CompletedRun earlierRun() {
    return new CompletedRun(access.redis(), access.kafkaClient());
  }

  /** Decides whether the task job may start without its state. */
  FirstStart firstStart() {
    return config.get(Options.JOB_FRESH) ? FirstStart.ALLOWED : earlierRun();
  }

  /** The task job's source on the queue; starts even if a task job has run before. */
  public RedisStreamsSource<QueuedRecord> queueSource() {
    return queueSource(FirstStart.ALLOWED);
  }

  /** The task job's source on the queue. */
  RedisStreamsSource<QueuedRecord> queueSource(FirstStart firstStart) {
    QueueBehaviors behaviors = new QueueBehaviors(behaviorReader());
    return RedisStreamsSource.<QueuedRecord>builder()
        .access(access.redis())
        .deserializer(behaviors)
        .exclusive(leases.of(LeaseSettings.TASKS))
        .firstStart(firstStart)
        .initialRate(InitialRate.parse(config.get(Options.QUEUE_RATE_DEFAULT)))
        .downstream(new RewardSignals(access.kafkaClient()))
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

  /** The counter of failed events. */
  public FailureCounter failureCounter() {
    return config.get(Options.TASKS_POISON_RESTARTS) == 0
        ? FailureCounter.NONE
        : new QueueFailures(access.topicNames().behaviors(), new FailureLedger(access.redis()));
  }

  /** The function that runs the engine. */
  public TaskFunction taskFunction() {
    return new TaskFunction(
        engineSettings(),
        config.get(Options.TASKS_DECISIONS),
        new PublishedTasks(access.kafkaClient(), CATALOG_PATIENCE),
        failureCounter());
  }

  /** The engine's settings. */
  public EngineSettings engineSettings() {
    return new EngineSettings(
        config.get(Options.TASKS_DEDUPLICATION_HORIZON), config.get(Options.TASKS_MEMORY_HORIZON));
  }

  /** The gate that decides on published documents. */
  public RuleGate ruleGate() {
    int restarts = config.get(Options.TASKS_POISON_RESTARTS);
    DocumentFailures documents =
        restarts == 0
            ? DocumentFailures.NONE
            : new RuleFailures(access.redis(), access.topicNames().rules(), restarts);
    return new RuleGate(
        kafka().catalog(CATALOG_PATIENCE, leases.gate(LeaseSettings.TASKS)::awaitLease),
        documents,
        config.get(Options.TASKS_MAX));
  }

  /**
   * Sets a job's parallelism, reuses objects between its operators, and shows the job's settings
   * without secrets in Flink, where an upgrade reads them to list what would change.
   *
   * @throws IOException if checkpoints are off, because nothing would ever be committed
   */
  void applyTo(StreamExecutionEnvironment env) throws IOException {
    if (!env.getCheckpointConfig().isCheckpointingEnabled()) {
      throw new IOException(
          "checkpoints are off, so no reward would become visible and the queue would grow: set"
              + " execution.checkpointing.interval in Flink's configuration, as flink-conf does");
    }
    Integer parallelism = config.find(Options.JOB_PARALLELISM);
    if (parallelism != null) {
      env.setParallelism(parallelism);
    }
    env.setMaxParallelism(config.get(Options.JOB_MAX_PARALLELISM));
    env.getConfig().enableObjectReuse();
    env.getConfig().setGlobalJobParameters(ParameterTool.fromMap(config.settings()));
  }
}
