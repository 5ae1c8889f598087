package io.renwu.bench.engine;

import io.renwu.bench.BenchOptions;
import io.renwu.bench.Lap;
import io.renwu.bench.Report;
import io.renwu.bench.Samples;
import io.renwu.bench.Target;
import io.renwu.catalog.TaskCatalog;
import java.util.ArrayList;
import java.util.List;

/**
 * The engine beside Drools, on the same tasks and parsed events, in one thread. Drools counts in a
 * map, in one session for all events or in one for each. The engine keeps users' states as objects,
 * or decodes and encodes the state at each event.
 */
final class PeersPart {
  private static final int EVENTS = 200_000;

  /** A session per event is slow. */
  private static final int EVENTS_IN_SESSIONS = 2_000;

  private final BenchOptions options;

  PeersPart(BenchOptions options) {
    this.options = options;
  }

  private record Round(Lap drools, Lap sessions, Lap memory, Lap codec) {}

  void run(Report report) throws Exception {
    spread(report, 10, 7);
    spread(report, 100, 35);
    spread(report, 1_000, 300);
    fixed(report, 100);
    fixed(report, 1_000);
  }

  private void spread(Report report, int tasks, double sessions) throws Exception {
    String name = "spread over " + tasks + " tasks";
    List<Round> rounds = rounds(name, PeerTasks.spread(tasks));
    report(report, name, rounds, 1.5);
    report.add(
        "engine / Drools, a session per event, " + name,
        "times",
        Samples.of(rounds, r -> r.memory().rate() / r.sessions().rate()),
        Target.atLeast(sessions));
  }

  private void fixed(Report report, int tasks) throws Exception {
    String name = "twelve channels, " + tasks + " tasks";
    report(report, name, rounds(name, PeerTasks.fixed(tasks)), 1);
  }

  private static void report(Report report, String name, List<Round> rounds, double target) {
    report.add("Drools, " + name, "events/s", Samples.of(rounds, r -> r.drools().rate()));
    report.add("engine, " + name, "events/s", Samples.of(rounds, r -> r.memory().rate()));
    report.add(
        "engine / Drools, " + name,
        "times",
        Samples.of(rounds, r -> r.memory().rate() / r.drools().rate()),
        Target.atLeast(target));
    report.add(
        "engine with decode and encode / engine, " + name,
        "times",
        Samples.of(rounds, r -> r.codec().rate() / r.memory().rate()),
        Target.atLeast(0.8));
    report.add(
        "allocated by the engine, " + name,
        "bytes/event",
        Samples.of(rounds, r -> r.memory().allocatedPerRecord()));
  }

  private List<Round> rounds(String name, PeerTasks tasks) throws Exception {
    options.announce(name + ": compiling");
    List<PeerOrder> orders = tasks.orders(options.count(EVENTS));
    List<PeerOrder> few = orders.subList(0, options.count(EVENTS_IN_SESSIONS));
    TaskCatalog catalog = tasks.catalog();
    List<Round> rounds = new ArrayList<>();
    PeerEngine engine = new PeerEngine(catalog);
    try (DroolsRun drools = new DroolsRun(tasks)) {
      for (int round = 0; round <= options.rounds(); round++) {
        options.announce(name + ", round " + round + " of " + options.rounds());
        Round done =
            new Round(
                Lap.of(orders.size(), () -> orders.forEach(drools::take)),
                Lap.of(few.size(), () -> few.forEach(drools::takeInOwnSession)),
                Lap.of(orders.size(), () -> orders.forEach(engine::takeInMemory)),
                Lap.of(orders.size(), () -> orders.forEach(engine::takeEncoded)));
        engine.expectRewards(drools.rewards());
        if (round > 0) {
          rounds.add(done);
        }
      }
    }
    return rounds;
  }
}
