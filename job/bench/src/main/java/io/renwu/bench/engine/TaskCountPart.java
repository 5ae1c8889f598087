package io.renwu.bench.engine;

import io.renwu.bench.BenchOptions;
import io.renwu.bench.FigureText;
import io.renwu.bench.Lap;
import io.renwu.bench.Report;
import io.renwu.bench.Samples;
import io.renwu.bench.Target;
import io.renwu.catalog.TaskCatalog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the same events, each counting for three tasks, with a growing number of other tasks;
 * and, with the most tasks, events of all objects, so that each event counts for three different
 * tasks. Each round runs everything once.
 */
final class TaskCountPart {
  private static final int EVENTS = 200_000;
  private static final int USERS = 999;
  private static final int[] SIZES = {10, 100, 1_000, 10_000};

  private final BenchOptions options;

  TaskCountPart(BenchOptions options) {
    this.options = options;
  }

  /** The events of one set of tasks, and their measurements. */
  private record Traffic(
      GeneratedTasks set, TaskCatalog catalog, EngineRun run, byte[][] events, List<Lap> laps) {
    /** Each user's events are about one of this number of objects. */
    static Traffic over(int objects, GeneratedTasks set, TaskCatalog catalog) {
      byte[][] events = new byte[USERS][];
      for (int user = 0; user < USERS; user++) {
        events[user] = set.event(user, user % objects, 0).getBytes(StandardCharsets.UTF_8);
      }
      return new Traffic(set, catalog, new EngineRun(USERS), events, new ArrayList<>());
    }

    void lap(int count, boolean counts) throws Exception {
      Lap lap =
          Lap.of(
              count,
              () -> {
                for (int i = 0; i < count; i++) {
                  run.process(i % USERS, events[i % USERS], catalog, set.matching());
                }
              });
      if (counts) {
        laps.add(lap);
      }
    }

    Samples ratiosTo(Traffic other) {
      List<Double> ratios = new ArrayList<>();
      for (int round = 0; round < laps.size(); round++) {
        ratios.add(laps.get(round).rate() / other.laps.get(round).rate());
      }
      return new Samples(ratios);
    }
  }

  void run(Report report) throws Exception {
    List<GeneratedTasks> sets = GeneratedTasks.of(SIZES);
    int objects = sets.get(0).objects();
    List<Traffic> sizes = new ArrayList<>();
    for (GeneratedTasks set : sets) {
      sizes.add(Traffic.over(objects, set, set.catalog()));
    }
    Traffic few = sizes.get(0);
    Traffic many = sizes.get(sizes.size() - 1);
    int all = Math.min(USERS, many.set().objects());
    Traffic spread = Traffic.over(all, many.set(), many.catalog());
    for (int round = 0; round <= options.rounds(); round++) {
      options.announce("events by tasks, round " + round + " of " + options.rounds());
      for (Traffic size : sizes) {
        size.lap(options.count(EVENTS), round > 0);
      }
      spread.lap(options.count(EVENTS), round > 0);
    }
    for (Traffic size : sizes) {
      report.add(
          "events, " + FigureText.of(size.set().tasks()) + " tasks",
          "events/s",
          Samples.of(size.laps(), Lap::rate));
    }
    report.add("events, 10,000 tasks / 10 tasks", "times", many.ratiosTo(few), Target.atLeast(0.9));
    report.add(
        "events spread over "
            + FigureText.of(all * many.set().matching())
            + " tasks / over "
            + objects * many.set().matching(),
        "times",
        spread.ratiosTo(many));
    report.add(
        "allocated, 10,000 tasks", "bytes/event", Samples.of(many.laps(), Lap::allocatedPerRecord));
  }
}
