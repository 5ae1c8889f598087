package io.renwu.demo;

import io.renwu.access.SampleTasks;
import io.renwu.access.TasksInForce;
import io.renwu.demo.recount.RecountReport;
import io.renwu.demo.traffic.TrafficGenerator;
import io.renwu.demo.view.LiveView;
import io.renwu.demo.view.SummaryLayout;
import io.renwu.flink.FlinkRest;
import io.renwu.job.CollectorJob;
import io.renwu.job.SystemAccess;
import io.renwu.job.TaskJob;
import io.renwu.job.kafka.KafkaAccess;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.time.Deadline;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Plays traffic through both jobs and shows the rewards; at the end it stops the traffic, waits
 * until every record is processed, and compares every reward with a recount.
 */
public final class Demo {
  private static final Duration REFRESH = Duration.ofMillis(250);
  private static final Duration ANSWER = Duration.ofMinutes(1);
  private static final Duration LONGEST_DRAIN = Duration.ofMinutes(5);

  private final DemoSettings settings;
  private final LiveView view;
  private final SampleTasks tasks = SampleTasks.load();
  private volatile boolean stopped;

  public Demo(DemoSettings settings, LiveView view) {
    this.settings = settings;
    this.view = view;
  }

  /**
   * Runs to the end.
   *
   * @return whether every reward is there exactly once
   */
  public boolean run() throws Exception {
    try (DemoServers servers = DemoServers.start(settings.pointer())) {
      JobClient collector = submit(servers, CollectorJob.NAME);
      JobClient taskJob = submit(servers, TaskJob.NAME);
      FlinkRest rest = servers.flink().rest();
      TasksInForce.publish(client(servers), tasks.texts(), rest, ANSWER);
      long sent = play(servers);
      Path savepoints = servers.configFile().resolveSibling("savepoints");
      rest.stopWithSavepoint(collector.getJobID().toHexString(), savepoints);
      rest.stopWithSavepoint(taskJob.getJobID().toHexString(), savepoints);
      RecountReport report = RewardJudge.of(client(servers), topicPrefix(servers), tasks.texts());
      view.print(SummaryLayout.lines(sent, report));
      return report.clean();
    }
  }

  /** Ends the traffic early. Thread-safe. */
  public void stop() {
    stopped = true;
  }

  private static JobClient submit(DemoServers servers, String job) throws Exception {
    StreamExecutionEnvironment env = servers.flink().environment();
    if (job.equals(CollectorJob.NAME)) {
      CollectorJob.define(env, servers.config());
    } else {
      TaskJob.define(env, servers.config());
    }
    return env.executeAsync(job);
  }

  /** Plays and drains; returns how many records were sent. */
  private long play(DemoServers servers) throws Exception {
    try (DrainCheck drain = new DrainCheck(servers.config());
        RewardWatch watch = new RewardWatch(client(servers));
        DemoScreen screen = new DemoScreen(servers, settings, tasks, watch, view);
        TrafficPlayer player =
            new TrafficPlayer(
                client(servers),
                new TrafficGenerator(settings.seed(), settings.users()),
                topicPrefix(servers),
                settings.ratePerSecond())) {
      long beginNanos = System.nanoTime();
      player.start();
      while (!isOver(elapsed(beginNanos))) {
        watch.poll(REFRESH);
        screen.draw("playing traffic", elapsed(beginNanos), player.sent());
      }
      player.finish();
      Deadline deadline = Deadline.fromNow(LONGEST_DRAIN);
      while (drain.remaining() > 0) {
        if (deadline.isOverdue()) {
          throw new IllegalStateException(
              drain.remaining() + " records were not processed within " + LONGEST_DRAIN);
        }
        watch.poll(REFRESH);
        screen.draw("draining", elapsed(beginNanos), player.sent());
      }
      return player.sent().values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private boolean isOver(Duration elapsed) {
    Duration planned = settings.planned();
    return stopped || (planned != null && elapsed.compareTo(planned) >= 0);
  }

  private static Duration elapsed(long beginNanos) {
    return Duration.ofNanos(System.nanoTime() - beginNanos);
  }

  private static KafkaAccess client(DemoServers servers) {
    return new SystemAccess(servers.config()).kafkaClient();
  }

  private static String topicPrefix(DemoServers servers) {
    return new SystemAccess(servers.config()).topicNames().behaviors();
  }
}
