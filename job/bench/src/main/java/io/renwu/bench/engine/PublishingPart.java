package io.renwu.bench.engine;

import io.renwu.bench.BenchOptions;
import io.renwu.bench.FigureText;
import io.renwu.bench.Report;
import io.renwu.bench.Samples;
import io.renwu.bench.Target;
import io.renwu.catalog.TaskCatalog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures publishing while events flow. In the last tenth each document is followed by an event,
 * as Flink alternates between two inputs that both have data. It is the most expensive tenth,
 * because the cost of an event grows with the number of tasks. The pause is the longest time
 * between the ends of two events.
 */
final class PublishingPart {
  private static final int DOCUMENTS = 10_000;
  private static final int USERS = 999;
  private static final double NANOS_PER_MILLI = 1e6;

  private final BenchOptions options;

  PublishingPart(BenchOptions options) {
    this.options = options;
  }

  private record Round(double buildMillis, double pauseMillis, double millisPerTurn) {}

  void run(Report report) {
    GeneratedTasks set = new GeneratedTasks(options.count(DOCUMENTS));
    List<byte[]> documents = new ArrayList<>();
    for (int task = 0; task < set.tasks(); task++) {
      documents.add(set.document(task));
    }
    List<byte[]> events = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      events.add(set.event(user, user % set.objects(), 0).getBytes(StandardCharsets.UTF_8));
    }
    List<Round> rounds = new ArrayList<>();
    for (int round = 0; round <= options.rounds(); round++) {
      options.announce("publishing, round " + round + " of " + options.rounds());
      Round done = round(documents, events);
      if (round > 0) {
        rounds.add(done);
      }
    }
    String tasks = FigureText.of(set.tasks()) + " tasks";
    report.add("publishing " + tasks, "ms", Samples.of(rounds, Round::buildMillis));
    report.add(
        "document and event in turns, up to " + tasks,
        "ms/turn",
        Samples.of(rounds, Round::millisPerTurn));
    report.add(
        "longest pause of events in those turns",
        "ms",
        Samples.of(rounds, Round::pauseMillis),
        Target.atMost(200));
  }

  private static Round round(List<byte[]> documents, List<byte[]> events) {
    long begin = System.nanoTime();
    TaskCatalog catalog = catalogOf(documents);
    long built = System.nanoTime();
    int known = documents.size() - documents.size() / 10;
    TaskCatalog growing = catalogOf(documents.subList(0, known));
    EngineRun run = new EngineRun(USERS);
    run.process(0, events.get(0), growing, 0);
    long first = System.nanoTime();
    long longest = 0;
    long last = first;
    for (int i = known; i < documents.size(); i++) {
      growing = GeneratedTasks.publish(growing, documents.get(i));
      run.process(i % USERS, events.get(i % USERS), growing, 0);
      long now = System.nanoTime();
      longest = Math.max(longest, now - last);
      last = now;
    }
    if (growing.tasks().size() != catalog.tasks().size()) {
      throw new IllegalStateException("the two catalogs hold different tasks");
    }
    return new Round(
        (built - begin) / NANOS_PER_MILLI,
        longest / NANOS_PER_MILLI,
        (last - first) / NANOS_PER_MILLI / (documents.size() - known));
  }

  private static TaskCatalog catalogOf(List<byte[]> documents) {
    TaskCatalog catalog = TaskCatalog.empty();
    for (byte[] document : documents) {
      catalog = GeneratedTasks.publish(catalog, document);
    }
    return catalog;
  }
}
