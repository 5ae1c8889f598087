package io.renwu.bench.rate;

import io.renwu.bench.Backlog;
import io.renwu.bench.BenchOptions;
import io.renwu.bench.FigureText;
import io.renwu.bench.Report;
import io.renwu.bench.Samples;
import io.renwu.bench.Target;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.control.LaneDocument;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.server.EmbeddedFlink;
import io.renwu.server.RedisServer;
import io.renwu.server.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures how exactly the rate is kept, on its own Redis and Flink. */
@Command(name = "rate", description = "Measures how exactly the rate of the queue is kept.")
public final class RateBench implements Callable<Integer> {
  private static final int READERS = 4;
  private static final int STREAMS = 8;
  private static final List<Integer> RATES = List.of(50_000, 10_000, 1_000, 100, 10);
  private static final int BACKLOG = 900_000;

  /** How long a job runs before its CPU time is measured, in measured spans. */
  private static final long WARM_UP_SPANS = 6;

  /** The time until a change holds. */
  private static final int CHANGE_MILLIS = 1_000;

  private static final int LANES_RATE = 20_000;
  private static final Map<String, Integer> WEIGHTS = new LinkedHashMap<>();

  static {
    WEIGHTS.put("bench.heavy", 6);
    WEIGHTS.put("bench.middle", 3);
    WEIGHTS.put("bench.light", 1);
  }

  @Mixin private BenchOptions options;

  @Override
  public Integer call() throws Exception {
    Report report = new Report();
    try (Workspace workspace = Workspace.create();
        RedisServer redis =
            new RedisServer(workspace.folder("redis"), RedisServer.Fsync.EVERY_SECOND, Map.of());
        EmbeddedFlink flink = EmbeddedFlink.start(workspace.folder("flink"), READERS, Map.of())) {
      redis.start();
      double idle = measureIdle(report, flink, RedisAccess.of(redis.uri(), "empty"));
      measureExactness(report, flink, RedisAccess.of(redis.uri(), "skewed"), true, idle);
      measureExactness(report, flink, RedisAccess.of(redis.uri(), "even"), false, idle);
      measureChanges(report, flink, RedisAccess.of(redis.uri(), "changes"));
      measureLanes(report, flink, RedisAccess.of(redis.uri(), "lanes"));
    }
    return options.print(report);
  }

  private int seconds() {
    return options.isQuick() ? 2 : 10;
  }

  /**
   * The CPU time of a Flink without a job, in cores. A job with nothing to read warms it up first;
   * that job's CPU time is reported.
   */
  private double measureIdle(Report report, EmbeddedFlink flink, RedisAccess access)
      throws Exception {
    options.announce("nothing to read");
    RedisStreams redis = LettuceRedisStreams.connect(access);
    for (int partition = 0; partition < STREAMS; partition++) {
      Backlog.append(redis, new StreamId("bench.one", partition), 1);
    }
    double quiet;
    try (ReadingJob job = ReadingJob.start(flink, redis, access, READERS)) {
      job.set(RateDocument.of(1, null, false, "bench", "", ""));
      TimeUnit.SECONDS.sleep(2L * seconds());
      quiet = RateSpan.of(ReadCounts::all, seconds()).cpuShare();
    }
    options.announce("no job");
    TimeUnit.SECONDS.sleep(seconds() / 2);
    double idle = RateSpan.of(ReadCounts::all, seconds()).cpuShare();
    report.add("CPU of a Flink without a job", "% of a core", Samples.of(100 * idle));
    report.add("nothing to take: CPU beyond that", "% of a core", Samples.of(100 * (quiet - idle)));
    return idle;
  }

  private static RateDocument rate(double perSecond) {
    return RateDocument.of(1, perSecond, false, "bench", "", "");
  }

  /** Measures with the whole backlog in one stream of eight, or spread evenly. */
  private void measureExactness(
      Report report, EmbeddedFlink flink, RedisAccess access, boolean skewed, double idle)
      throws Exception {
    String layout = skewed ? "backlog in 1 of 8 streams" : "backlog in 8 of 8 streams";
    RedisStreams redis = LettuceRedisStreams.connect(access);
    for (int partition = 0; partition < STREAMS; partition++) {
      int records = skewed ? (partition == 0 ? BACKLOG : 0) : BACKLOG / STREAMS;
      Backlog.append(redis, new StreamId("bench.one", partition), records);
    }
    try (ReadingJob job = ReadingJob.start(flink, redis, access, READERS)) {
      for (int rate : RATES) {
        options.announce(FigureText.of(rate) + " records/s, " + layout);
        job.set(rate(rate));
        TimeUnit.MILLISECONDS.sleep(CHANGE_MILLIS);
        RateSpan span = RateSpan.of(ReadCounts::all, seconds());
        String name = FigureText.of(rate) + "/s, " + layout + ": ";
        report.add(
            name + "off by",
            "%",
            Samples.of(100 * Math.abs(span.perSecond() / rate - 1)),
            Target.atMost(2));
        report.add(
            name + "worst second over by",
            "%",
            Samples.of(Math.max(0, 100.0 * (span.maxPerSecond() - rate) / rate)));
      }
      measureThrottledCpu(report, layout, idle);
    }
  }

  /** Measures the CPU time at the lowest rate, which is already set, after a warm-up. */
  private void measureThrottledCpu(Report report, String layout, double idle)
      throws InterruptedException {
    TimeUnit.SECONDS.sleep(WARM_UP_SPANS * seconds());
    RateSpan span = RateSpan.of(ReadCounts::all, seconds());
    String name = FigureText.of(RATES.get(RATES.size() - 1)) + "/s, " + layout + ": ";
    report.add(
        name + "CPU beyond a Flink without a job",
        "% of a core",
        Samples.of(100 * Math.max(0, span.cpuShare() - idle)),
        Target.atMost(2));
    report.add(
        name + "of that, the JIT compiler", "% of a core", Samples.of(100 * span.compilerShare()));
  }

  /** Measures how soon a change and a pause hold. */
  private void measureChanges(Report report, EmbeddedFlink flink, RedisAccess access)
      throws Exception {
    options.announce("changes");
    RedisStreams redis = LettuceRedisStreams.connect(access);
    Backlog.append(redis, new StreamId("bench.one", 0), BACKLOG / 2);
    try (ReadingJob job = ReadingJob.start(flink, redis, access, READERS)) {
      double[] faster = new double[options.rounds()];
      double[] paused = new double[options.rounds()];
      for (int round = 0; round < options.rounds(); round++) {
        job.set(rate(1_000));
        TimeUnit.SECONDS.sleep(1);
        long beginNanos = System.nanoTime();
        job.set(rate(10_000));
        faster[round] = millisUntilRate(10_000, beginNanos);
        beginNanos = System.nanoTime();
        job.set(RateDocument.of(1, null, true, "bench", "", ""));
        paused[round] = millisUntilQuiet(beginNanos);
      }
      report.add("1,000 to 10,000/s holds after", "ms", Samples.of(faster), Target.atMost(1_000));
      report.add("a pause holds after", "ms", Samples.of(paused), Target.atMost(1_000));
    }
  }

  /** Waits until 90 % of the rate are read within 100 ms; returns the time since the begin, ms. */
  private static double millisUntilRate(int perSecond, long beginNanos)
      throws InterruptedException {
    long windowNanos = TimeUnit.MILLISECONDS.toNanos(100);
    while (true) {
      long fromNanos = System.nanoTime();
      long from = ReadCounts.all();
      TimeUnit.NANOSECONDS.sleep(windowNanos);
      long nowNanos = System.nanoTime();
      if ((ReadCounts.all() - from) * 1e9 / (nowNanos - fromNanos) >= 0.9 * perSecond) {
        return (nowNanos - beginNanos) / 1e6;
      }
    }
  }

  /** Waits for two seconds; returns the time from the begin to the last record, ms. */
  private static double millisUntilQuiet(long beginNanos) throws InterruptedException {
    long lastNanos = beginNanos;
    long count = ReadCounts.all();
    while (System.nanoTime() - beginNanos < TimeUnit.SECONDS.toNanos(2)) {
      TimeUnit.MILLISECONDS.sleep(1);
      long now = ReadCounts.all();
      if (now > count) {
        count = now;
        lastNanos = System.nanoTime();
      }
    }
    return (lastNanos - beginNanos) / 1e6;
  }

  /** Measures three lanes with their backlogs at different readers. */
  private void measureLanes(Report report, EmbeddedFlink flink, RedisAccess access)
      throws Exception {
    options.announce("lanes");
    RedisStreams redis = LettuceRedisStreams.connect(access);
    int partition = 0;
    for (String topic : WEIGHTS.keySet()) {
      Backlog.append(redis, new StreamId(topic, partition++), BACKLOG / 3);
    }
    try (ReadingJob job = ReadingJob.start(flink, redis, access, READERS)) {
      List<LaneDocument> lanes =
          WEIGHTS.entrySet().stream()
              .map(
                  lane ->
                      new LaneDocument(
                          lane.getKey(),
                          List.of(lane.getKey()),
                          (double) lane.getValue(),
                          null,
                          null))
              .toList();
      job.set(rate(LANES_RATE).withLanes(lanes, null));
      TimeUnit.MILLISECONDS.sleep(CHANGE_MILLIS);
      Map<String, Long> before = new LinkedHashMap<>();
      WEIGHTS.keySet().forEach(topic -> before.put(topic, ReadCounts.of(topic)));
      RateSpan span = RateSpan.of(ReadCounts::all, seconds());
      double worst = 0;
      int weights = WEIGHTS.values().stream().mapToInt(Integer::intValue).sum();
      for (Map.Entry<String, Integer> lane : WEIGHTS.entrySet()) {
        double share =
            (ReadCounts.of(lane.getKey()) - before.getOrDefault(lane.getKey(), 0L))
                / (double) span.counted();
        worst = Math.max(worst, Math.abs(share * weights / lane.getValue() - 1));
      }
      report.add(
          "lanes of weights 6, 3 and 1: the worst share off by",
          "%",
          Samples.of(100 * worst),
          Target.atMost(3));
    }
  }
}
