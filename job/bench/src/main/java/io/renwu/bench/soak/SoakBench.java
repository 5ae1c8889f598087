package io.renwu.bench.soak;

import io.renwu.bench.BenchOptions;
import io.renwu.bench.Report;
import io.renwu.bench.Samples;
import io.renwu.bench.Target;
import io.renwu.cli.Table;
import io.renwu.connector.redis.streams.client.LettuceQueueAccess;
import io.renwu.connector.redis.streams.client.QueueAccess;
import io.renwu.connector.redis.streams.client.ServerFacts;
import io.renwu.connector.redis.streams.inspect.QueueExpectations;
import io.renwu.connector.redis.streams.inspect.QueueInspector;
import io.renwu.connector.redis.streams.inspect.QueueStatus;
import io.renwu.connector.redis.streams.inspect.StreamStatus;
import io.renwu.demo.TrafficPlayer;
import io.renwu.demo.traffic.TrafficGenerator;
import io.renwu.flink.FlinkCheckpoints;
import io.renwu.flink.FlinkRest;
import io.renwu.job.SystemAccess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plays weeks of event time in minutes and measures whether the stored data stops growing. */
@Command(
    name = "soak",
    description = {
      "Plays the demo's traffic of a constant number of users with a fast clock, weeks in",
      "minutes, and checks that state and queue stop growing: over the last third of the run",
      "their mean may be at most 10 % larger than over the third before."
    })
public final class SoakBench implements Callable<Integer> {
  private static final double MOST_GROWTH = 1.1;
  private static final int LEAST_MINUTES = 2;

  @Mixin private BenchOptions options;

  @Option(
      names = "--minutes",
      defaultValue = "60",
      description = "How long the run takes (default: ${DEFAULT-VALUE}; with --quick 2).")
  private int minutes;

  @Option(
      names = "--days",
      defaultValue = "60",
      description = "Days of event time (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--rate",
      defaultValue = "300",
      description = "Records a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--users",
      defaultValue = "2000",
      description = "Number of users (default: ${DEFAULT-VALUE}).")
  private int users;

  @Option(
      names = "--memory-days",
      defaultValue = "7",
      description = {
        "tasks.memory.horizon, in days: what is remembered so long cannot stop growing before",
        "(default: ${DEFAULT-VALUE})."
      })
  private int memoryDays;

  @Override
  public Integer call() throws Exception {
    Duration realTime = Duration.ofMinutes(options.isQuick() ? LEAST_MINUTES : minutes);
    Duration every = realTime.dividedBy(60);
    options.announce(
        realTime.toMinutes() + " minutes for " + days + " days, " + rate + " records/s");
    List<SoakSample> samples = new ArrayList<>();
    try (SoakServers servers = new SoakServers(Duration.ofDays(memoryDays), Duration.ofDays(1));
        QueueAccess queue =
            LettuceQueueAccess.connect(new SystemAccess(servers.config()).redis())) {
      // A tenth earlier: records sent after the span must not be ahead of the machine's clock.
      Instant start = Instant.now().minus(Duration.ofDays(days + 1 + days / 10));
      SoakClock clock = new SoakClock(start, Duration.ofDays(days), realTime);
      try (TrafficPlayer player =
          new TrafficPlayer(
              new SystemAccess(servers.config()).kafkaClient(),
              new TrafficGenerator(1, users, 0),
              new SystemAccess(servers.config()).topicNames().behaviors(),
              rate,
              clock)) {
        player.start();
        while (clock.elapsed().compareTo(realTime) < 0) {
          TimeUnit.MILLISECONDS.sleep(every.toMillis());
          SoakSample sample = sample(servers, queue, player, clock.elapsed());
          samples.add(sample);
          options.announce(sample.toString());
        }
        player.finish();
      }
    }
    options.print(table(samples));
    return options.print(report(samples));
  }

  private static SoakSample sample(
      SoakServers servers, QueueAccess queue, TrafficPlayer player, Duration elapsed)
      throws IOException {
    FlinkRest rest = servers.flink().rest();
    QueueStatus status = new QueueInspector(queue).status(QueueExpectations.NONE).join();
    return new SoakSample(
        elapsed,
        player.sent().values().stream().mapToLong(Long::longValue).sum(),
        servers.savedBytes(),
        rest.checkpoints(servers.taskJob())
            .latest()
            .map(FlinkCheckpoints.Checkpoint::bytes)
            .orElse(0L),
        (long) rest.tasks(servers.taskJob()).sum("estimate-live-data-size"),
        (long) rest.tasks(servers.taskJob()).sum("estimate-num-keys"),
        queue.facts().join().servers().stream()
            .mapToLong((ServerFacts server) -> server.number("used_memory"))
            .sum(),
        status.sum(SoakBench::bytes),
        status.sum(StreamStatus::waiting));
  }

  private static long bytes(StreamStatus stream) {
    Long bytes = stream.snapshot().memoryBytes();
    return bytes == null ? 0 : bytes;
  }

  private Table table(List<SoakSample> samples) {
    Table table =
        new Table(
            "SECOND",
            "DAY",
            "RECORDS",
            "SAVED",
            "CHECKPOINT",
            "LIVE",
            "KEYS",
            "REDIS",
            "QUEUE",
            "WAITING");
    double perDay = 60.0 * (options.isQuick() ? LEAST_MINUTES : minutes) / days;
    for (SoakSample sample : samples) {
      table.add(
          sample.elapsed().toSeconds(),
          Math.round(10 * sample.elapsed().toMillis() / 1e3 / perDay) / 10.0,
          sample.sentRecords(),
          sample.savedBytes(),
          sample.checkpointBytes(),
          sample.liveBytes(),
          sample.keys(),
          sample.redisBytes(),
          sample.queueBytes(),
          sample.waiting());
    }
    return table;
  }

  private static Report report(List<SoakSample> samples) {
    Report report = new Report();
    add(report, samples, "state in a savepoint", SoakSample::savedBytes);
    add(report, samples, "state of a checkpoint", SoakSample::checkpointBytes);
    add(report, samples, "live data in RocksDB", SoakSample::liveBytes);
    add(report, samples, "Redis memory", SoakSample::redisBytes);
    add(report, samples, "of these, the queue", SoakSample::queueBytes);
    return report;
  }

  private static void add(
      Report report, List<SoakSample> samples, String name, ToLongFunction<SoakSample> figure) {
    if (samples.size() >= Growth.LEAST_SAMPLES) {
      List<SoakSample> last = samples.subList(samples.size() * 2 / 3, samples.size());
      report.add(name, "bytes", Samples.of(last, figure::applyAsLong));
      report.add(
          name + ": last third / third before",
          "times",
          Samples.of(Growth.of(samples, figure)),
          Target.atMost(MOST_GROWTH));
    }
  }
}
