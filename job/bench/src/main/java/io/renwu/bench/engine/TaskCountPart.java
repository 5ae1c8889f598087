package io.renwu.bench.engine;

import io.renwu.bench.BenchOptions;
import io.renwu.bench.Lap;
import io.renwu.bench.Report;
import io.renwu.bench.Samples;
import io.renwu.bench.Target;
import io.renwu.rules.TaskCatalog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The same events, each of which counts for three tasks, with more and more other tasks beside
 * them. In each round every size has its turn.
 */
final class TaskCountPart {
  private static final int EVENTS = 200_000;
  private static final int USERS = 999;
  private static final int[] SIZES = {10, 100, 1_000, 10_000};

  private final BenchOptions options;

  TaskCountPart(BenchOptions options) {
    this.options = options;
  }

  /** One size: its tasks and users, and what was measured of it. */
  private record Size(
      TaskSet set, TaskCatalog catalog, EngineRun run, byte[][] events, List<Lap> laps) {
    static Size of(TaskSet set) {
      byte[][] events = new byte[USERS][];
      for (int user = 0; user < USERS; user++) {
        events[user] = set.event(user, 0).getBytes(StandardCharsets.UTF_8);
      }
      return new Size(set, set.catalog(), new EngineRun(USERS), events, new ArrayList<>());
    }

    Lap lap(int count) throws Exception {
      return Lap.of(
          count,
          () -> {
            for (int i = 0; i < count; i++) {
              run.take(i % USERS, events[i % USERS], catalog);
            }
          });
    }
  }

  void run(Report report) throws Exception {
    List<Size> sizes = TaskSet.of(SIZES).stream().map(Size::of).toList();
    for (int round = 0; round <= options.rounds(); round++) {
      options.say("events by tasks, round " + round + " of " + options.rounds());
      for (Size size : sizes) {
        Lap lap = size.lap(options.count(EVENTS));
        if (round > 0) {
          size.laps().add(lap);
        }
      }
    }
    for (Size size : sizes) {
      report.add(
          "events, " + Report.number(size.set().tasks()) + " tasks",
          "events/s",
          Samples.of(size.laps(), Lap::rate));
    }
    List<Lap> few = sizes.get(0).laps();
    List<Lap> many = sizes.get(sizes.size() - 1).laps();
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < many.size(); round++) {
      ratios.add(many.get(round).rate() / few.get(round).rate());
    }
    report.add(
        "events, 10,000 tasks / 10 tasks", "times", new Samples(ratios), Target.atLeast(0.9));
    report.add("allocated, 10,000 tasks", "bytes/event", Samples.of(many, Lap::allocatedPerRecord));
  }
}
