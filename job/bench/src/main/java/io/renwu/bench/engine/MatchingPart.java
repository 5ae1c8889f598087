package io.renwu.bench.engine;

import io.renwu.bench.BenchOptions;
import io.renwu.bench.Lap;
import io.renwu.bench.Report;
import io.renwu.bench.Samples;
import io.renwu.bench.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how fast the true conditions of an event are found: this project's catalog against
 * event-ruler, both from JSON text, and against CEL programs in turn, both from parsed events.
 */
final class MatchingPart {
  private static final int MANY = 10_000;
  private static final int SOME = 1_000;
  private static final int EVENTS = 100_000;

  /** Events for which every program is evaluated. */
  private static final int ASKED_IN_TURN = 500;

  private final BenchOptions options;

  MatchingPart(BenchOptions options) {
    this.options = options;
  }

  /** Counts the conditions that an event meets. */
  @FunctionalInterface
  private interface Matcher<E> {
    int count(E event) throws Exception;
  }

  private record Round(Lap catalog, Lap ruler, Lap catalogRead, Lap inTurn) {}

  void run(Report report) throws Exception {
    options.announce("matching: compiling");
    MatchInputs many = MatchInputs.of(new GeneratedTasks(MANY));
    MatchInputs some = MatchInputs.of(new GeneratedTasks(SOME));
    CatalogMatcher catalog = new CatalogMatcher(many.set().catalog());
    RulerMatcher ruler = new RulerMatcher(many.set());
    CatalogMatcher fewer = new CatalogMatcher(some.set().catalog());
    SequentialMatcher inTurn = new SequentialMatcher(some.set());
    List<Round> rounds = new ArrayList<>();
    for (int round = 0; round <= options.rounds(); round++) {
      options.announce("matching, round " + round + " of " + options.rounds());
      int events = options.count(EVENTS);
      Round done =
          new Round(
              lap(many, many.bytes(), events, json -> catalog.count(GeneratedTasks.parse(json))),
              lap(many, many.texts(), events, ruler::count),
              lap(some, some.read(), events, fewer::count),
              lap(some, some.read(), options.count(ASKED_IN_TURN), inTurn::count));
      if (round > 0) {
        rounds.add(done);
      }
    }
    report(report, rounds);
  }

  private static <E> Lap lap(MatchInputs inputs, List<E> events, int count, Matcher<E> matcher)
      throws Exception {
    int expected = inputs.set().matching();
    return Lap.of(
        count,
        () -> {
          for (int i = 0; i < count; i++) {
            int matching = matcher.count(events.get(i % events.size()));
            if (matching != expected) {
              throw new IllegalStateException(
                  "found " + matching + " conditions true, expected " + expected);
            }
          }
        });
  }

  private static void report(Report report, List<Round> rounds) {
    report.add(
        "matching from JSON, 10,000 tasks",
        "events/s",
        Samples.of(rounds, r -> r.catalog().rate()));
    report.add(
        "event-ruler from JSON, 10,000 rules",
        "events/s",
        Samples.of(rounds, r -> r.ruler().rate()));
    report.add(
        "matching / event-ruler",
        "times",
        Samples.of(rounds, r -> r.catalog().rate() / r.ruler().rate()),
        Target.atLeast(4));
    report.add(
        "matching of a read event, 1,000 tasks",
        "events/s",
        Samples.of(rounds, r -> r.catalogRead().rate()));
    report.add(
        "CEL in turn, 1,000 programs", "events/s", Samples.of(rounds, r -> r.inTurn().rate()));
    report.add(
        "matching / CEL in turn",
        "times",
        Samples.of(rounds, r -> r.catalogRead().rate() / r.inTurn().rate()),
        Target.atLeast(500));
  }
}
