package io.renwu.bench.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.renwu.bench.Backlog;
import io.renwu.bench.BenchJobs;
import io.renwu.bench.BenchOptions;
import io.renwu.bench.Machine;
import io.renwu.bench.Report;
import io.renwu.bench.Samples;
import io.renwu.bench.Target;
import io.renwu.bench.engine.EventGenerator.Traffic;
import io.renwu.connector.redis.streams.Compression;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.function.UserEventFunction;
import io.renwu.job.JobParts;
import io.renwu.job.TaskJob;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.RulePublisher;
import io.renwu.server.EmbeddedFlink;
import io.renwu.server.KafkaServer;
import io.renwu.server.RedisServer;
import io.renwu.server.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Measures the task job as in production at parallelism 1, from a full queue: Redis, RocksDB,
 * checkpoints, Kafka transactions; against the same job whose function reads and writes one value
 * of the same size and sends outputs of the same number and size; and against the task job whose
 * users follow Zipf's law, so that few users have most of the events. Only the middle of each run
 * counts.
 */
final class TaskJobPart {
  private static final int RECORDS = 400_000;
  private static final int USERS = 10_000;
  private static final GeneratedTasks SET = new GeneratedTasks(1_000);
  private static final int PARTITIONS = 4;
  private static final double FROM = 0.3;
  private static final double TO = 0.9;
  private static final long TIMEOUT_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final BenchOptions options;
  private final int records;
  private int systems;
  private int jobs;

  TaskJobPart(BenchOptions options) {
    this.options = options;
    this.records = options.count(RECORDS);
  }

  private record Middle(double rate, double functionNanos, double processNanos) {}

  private record Round(Middle plain, Middle tasks, Middle zipf) {}

  void run(Report report) throws Exception {
    try (Workspace workspace = Workspace.create();
        KafkaServer kafka = new KafkaServer(workspace.folder("kafka"));
        RedisServer redis =
            new RedisServer(workspace.folder("redis"), RedisServer.Fsync.EVERY_SECOND, Map.of())) {
      kafka.start();
      redis.start();
      options.announce("task job: filling the queues");
      publish(parts(kafka, redis, Traffic.UNIFORM));
      for (Traffic traffic : Traffic.values()) {
        fill(parts(kafka, redis, traffic), traffic);
      }
      List<Round> rounds = new ArrayList<>();
      try (EmbeddedFlink flink = EmbeddedFlink.start(workspace.folder("flink"), 1, Map.of())) {
        for (int round = 0; round <= options.rounds(); round++) {
          options.announce("task job, round " + round + " of " + options.rounds());
          JobParts plain = parts(kafka, redis, Traffic.UNIFORM);
          JobParts tasks = parts(kafka, redis, Traffic.UNIFORM);
          JobParts zipf = parts(kafka, redis, Traffic.ZIPF);
          Round done =
              new Round(
                  measureMiddle(flink, plain, PlainFunction.like(SET)),
                  measureMiddle(flink, tasks, tasks.taskFunction()),
                  measureMiddle(flink, zipf, zipf.taskFunction()));
          if (round > 0) {
            rounds.add(done);
          }
        }
      }
      report(report, rounds);
    }
  }

  /** The parts of a job that has never run, on the queue of a traffic. */
  private JobParts parts(KafkaServer kafka, RedisServer redis, Traffic traffic) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(Options.KAFKA_BOOTSTRAP_SERVERS.key(), kafka.bootstrapServers());
    settings.put(Options.REDIS_URI.key(), redis.uri());
    settings.put(Options.QUEUE_KEY_PREFIX.key(), traffic.name());
    settings.put(Options.KAFKA_TRANSACTIONAL_ID_PREFIX.key(), "bench-" + systems++);
    settings.put(Options.QUEUE_START.key(), "earliest");
    // Each run starts without state and reads what the run before has read.
    settings.put(Options.JOB_FRESH.key(), "true");
    settings.put(Options.QUEUE_RETAIN_SPAN.key(), "P3650D");
    settings.put(Options.TASKS_DEDUPLICATION_HORIZON.key(), "PT0S");
    return new JobParts(RenwuConfig.load(Optional.empty(), settings, Map.of()));
  }

  private static void publish(JobParts parts) throws IOException {
    parts.topicCreator().ensure(parts.access().topicNames().ofTaskJob(), true);
    Map<String, String> documents = new LinkedHashMap<>();
    for (int task = 0; task < SET.tasks(); task++) {
      documents.put("task-" + task + "/1", new String(SET.document(task), UTF_8));
    }
    try (RulePublisher publisher = new RulePublisher(parts.access().kafkaClient())) {
      publisher.publish(documents);
    }
  }

  private void fill(JobParts parts, Traffic traffic) {
    try (RedisStreams redis = LettuceRedisStreams.connect(parts.access().redis())) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        StreamId stream = new StreamId("behavior." + GeneratedTasks.BEHAVIOR, partition);
        Backlog.append(
            redis,
            stream,
            records / PARTITIONS,
            Compression.ZSTD,
            offset -> record(stream, offset, traffic));
      }
    }
  }

  /** A user has one partition and one object. */
  private static QueueRecord record(StreamId stream, int offset, Traffic traffic) {
    int number = offset * PARTITIONS + stream.partition();
    int user = (int) traffic.user(USERS, number) / PARTITIONS * PARTITIONS + stream.partition();
    byte[] value = SET.event(user, user % SET.objects(), number).getBytes(UTF_8);
    return new QueueRecord(stream, offset, SET.time(number).toEpochMilli(), value);
  }

  private Middle measureMiddle(EmbeddedFlink flink, JobParts parts, UserEventFunction function)
      throws Exception {
    Valve valve = new Valve("task job " + jobs++);
    StreamExecutionEnvironment env = flink.environment();
    env.setParallelism(1);
    env.getConfig().enableObjectReuse();
    TaskJob.build(env, parts, new CountedFunction(function, valve));
    JobClient job = env.executeAsync(valve.name());
    try {
      Valve.Reading first = awaitShare(job, valve, FROM);
      long beginNanos = System.nanoTime();
      long processNanos = Machine.processCpuNanos();
      Valve.Reading last = awaitShare(job, valve, TO);
      double passed = last.out() - first.out();
      return new Middle(
          passed * 1e9 / (System.nanoTime() - beginNanos),
          (last.cpuNanos() - first.cpuNanos()) / passed,
          (Machine.processCpuNanos() - processNanos) / passed);
    } finally {
      BenchJobs.cancel(job);
    }
  }

  private Valve.Reading awaitShare(JobClient job, Valve valve, double share) throws Exception {
    long beginNanos = System.nanoTime();
    while (valve.read().out() < share * records) {
      if (BenchJobs.hasEnded(job) || System.nanoTime() - beginNanos > TIMEOUT_NANOS) {
        throw new IllegalStateException(
            "the task job makes no progress at record " + valve.read().out());
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return valve.read();
  }

  private static void report(Report report, List<Round> rounds) {
    report.add("task job, plain function", "events/s", Samples.of(rounds, r -> r.plain().rate()));
    report.add("task job", "events/s", Samples.of(rounds, r -> r.tasks().rate()));
    report.add(
        "task job / task job with the plain function",
        "times",
        Samples.of(rounds, r -> r.tasks().rate() / r.plain().rate()),
        Target.atLeast(0.85));
    report.add(
        "CPU of the plain function's thread",
        "ns/event",
        Samples.of(rounds, r -> r.plain().functionNanos()));
    report.add(
        "CPU of the task function's thread",
        "ns/event",
        Samples.of(rounds, r -> r.tasks().functionNanos()));
    report.add(
        "CPU of the JVM, plain function",
        "ns/event",
        Samples.of(rounds, r -> r.plain().processNanos()));
    report.add("CPU of the JVM", "ns/event", Samples.of(rounds, r -> r.tasks().processNanos()));
    report.add("task job, Zipf(1.0) users", "events/s", Samples.of(rounds, r -> r.zipf().rate()));
    report.add(
        "task job, Zipf(1.0) users / uniform users",
        "times",
        Samples.of(rounds, r -> r.zipf().rate() / r.tasks().rate()),
        Target.atLeast(2));
    report.add(
        "CPU of the task function's thread, Zipf(1.0) users",
        "ns/event",
        Samples.of(rounds, r -> r.zipf().functionNanos()));
    report.add(
        "CPU of the JVM, Zipf(1.0) users",
        "ns/event",
        Samples.of(rounds, r -> r.zipf().processNanos()));
  }
}
