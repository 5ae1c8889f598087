package io.renwu.bench.queue;

import io.renwu.bench.BenchJobs;
import io.renwu.bench.BenchOptions;
import io.renwu.bench.Machine;
import io.renwu.bench.Report;
import io.renwu.bench.Samples;
import io.renwu.bench.Target;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.function.OutputRecord.Output;
import io.renwu.function.RawRecord;
import io.renwu.job.CollectorTopology;
import io.renwu.job.JobParts;
import io.renwu.job.config.MemoryBound;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.TopicNames;
import io.renwu.job.kafka.source.QueueBounds;
import io.renwu.server.EmbeddedFlink;
import io.renwu.server.KafkaServer;
import io.renwu.server.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Measures the collector with checkpoints from full topics, writing to the queue and discarding.
 * Only the middle of each run counts.
 */
final class CollectorPart {
  private static final int RECORDS = 1_500_000;
  private static final double FROM = 0.3;
  private static final double TO = 0.9;
  private static final QueueBounds BOUNDS =
      new QueueBounds(
          Objects.requireNonNull(Options.QUEUE_MAX_RECORDS.defaultValue(), "max records"),
          MemoryBound.parse(
              Objects.requireNonNull(Options.QUEUE_MAX_MEMORY.defaultValue(), "max memory")));
  private static final long TIMEOUT_NANOS = TimeUnit.MINUTES.toNanos(5);

  /** Each status request of a job creates a client. */
  private static final long STATUS_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final BenchOptions options;
  private final RawClient raw;
  private final String redisUri;
  private final int records;
  private int runs;

  CollectorPart(BenchOptions options, RawClient raw, String redisUri) {
    this.options = options;
    this.raw = raw;
    this.redisUri = redisUri;
    this.records = options.count(RECORDS);
  }

  private record Middle(double rate, double cpuNanosPerRecord) {}

  private record Round(Middle discarding, Middle queue) {}

  void run(Report report, Workspace workspace) throws Exception {
    options.announce("collector: filling Kafka");
    try (KafkaServer kafka = new KafkaServer(workspace.folder("kafka"))) {
      kafka.start();
      fill(parts(kafka));
      List<Round> rounds = new ArrayList<>();
      try (EmbeddedFlink flink = EmbeddedFlink.start(workspace.folder("flink"), 1, Map.of())) {
        for (int round = 0; round <= options.rounds(); round++) {
          options.announce("collector, round " + round + " of " + options.rounds());
          Round done =
              new Round(
                  measureMiddle(flink, kafka, parts -> CountingSink.discarding()),
                  measureMiddle(flink, kafka, parts -> CountingSink.of(parts.queueSink())));
          if (round > 0) {
            rounds.add(done);
          }
        }
      }
      report(report, rounds);
    }
  }

  /** The parts of a job that has never run. */
  private JobParts parts(KafkaServer kafka) {
    return new JobParts(
        RenwuConfig.load(
            Optional.empty(),
            Map.of(
                Options.KAFKA_BOOTSTRAP_SERVERS.key(),
                kafka.bootstrapServers(),
                Options.REDIS_URI.key(),
                redisUri,
                Options.KAFKA_TRANSACTIONAL_ID_PREFIX.key(),
                "bench-" + runs++),
            Map.of()));
  }

  private void fill(JobParts parts) throws IOException {
    List<QueueRecord> traffic =
        Payloads.traffic(
            records, System.currentTimeMillis() - records / Payloads.TRAFFIC_PER_MILLI);
    Set<String> topics = new LinkedHashSet<>(List.of(TopicNames.DEFAULT.deadLetters()));
    traffic.forEach(record -> topics.add(record.stream().topic()));
    parts.topicCreator().ensure(List.copyOf(topics), true);
    KafkaAccess client =
        parts.access().kafkaClient().with(Map.of("linger.ms", "20", "batch.size", "262144"));
    try (KafkaProducer<byte[], byte[]> producer = client.producer()) {
      for (QueueRecord record : traffic) {
        var unused =
            producer.send(
                new ProducerRecord<>(
                    record.stream().topic(),
                    record.stream().partition(),
                    record.receivedAtMillis(),
                    null,
                    record.value()));
      }
    }
  }

  private Middle measureMiddle(
      EmbeddedFlink flink, KafkaServer kafka, Function<JobParts, Sink<RawRecord>> queue)
      throws Exception {
    JobParts parts = parts(kafka);
    raw.flushAll();
    CountingSink.COUNT.set(0);
    StreamExecutionEnvironment env = flink.environment();
    env.setParallelism(1);
    env.getConfig().enableObjectReuse();
    CollectorTopology.build(
        env,
        parts.kafka().behaviors(parts.access().redis(), BOUNDS),
        parts.behaviorReader(),
        queue.apply(parts),
        parts.kafka().exactlyOnce("bench-dead-letters", Output.DEAD_LETTERS));
    JobClient job = env.executeAsync("bench-collector");
    try {
      long first = awaitShare(job, FROM);
      long beginNanos = System.nanoTime();
      long cpuNanos = Machine.processCpuNanos();
      long last = awaitShare(job, TO);
      double passed = last - first;
      return new Middle(
          passed * 1e9 / (System.nanoTime() - beginNanos),
          (Machine.processCpuNanos() - cpuNanos) / passed);
    } finally {
      BenchJobs.cancel(job);
    }
  }

  private long awaitShare(JobClient job, double share) throws Exception {
    long beginNanos = System.nanoTime();
    long checkedNanos = beginNanos;
    while (CountingSink.COUNT.get() < share * records) {
      long nowNanos = System.nanoTime();
      if (nowNanos - checkedNanos > STATUS_INTERVAL_NANOS) {
        checkedNanos = nowNanos;
        if (BenchJobs.hasEnded(job) || nowNanos - beginNanos > TIMEOUT_NANOS) {
          throw new IllegalStateException(
              "the collector makes no progress at record " + CountingSink.COUNT.get());
        }
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return CountingSink.COUNT.get();
  }

  private static void report(Report report, List<Round> rounds) {
    report.add(
        "collector, discarding", "records/s", Samples.of(rounds, r -> r.discarding().rate()));
    report.add("collector, to the queue", "records/s", Samples.of(rounds, r -> r.queue().rate()));
    report.add(
        "collector to the queue / discarding",
        "times",
        Samples.of(rounds, r -> r.queue().rate() / r.discarding().rate()),
        Target.atLeast(0.6));
    report.add(
        "CPU of collector, discarding",
        "ns/record",
        Samples.of(rounds, r -> r.discarding().cpuNanosPerRecord()));
    report.add(
        "CPU of collector, to the queue",
        "ns/record",
        Samples.of(rounds, r -> r.queue().cpuNanosPerRecord()));
  }
}
