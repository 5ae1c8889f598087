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
 * Documents that come while events flow. The last tenth comes with an event after each, which is
 * how Flink takes from two inputs of which both have something; it is the dearest tenth, since what
 * an event costs there grows with the tasks that are known. The pause is the longest time between
 * the ends of two events.
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
      options.say("publishing, round " + round + " of " + options.rounds());
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
    TaskCatalog catalog = published(documents);
    long built = System.nanoTime();
    int known = documents.size() - documents.size() / 10;
    TaskCatalog growing = published(documents.subList(0, known));
    EngineRun run = new EngineRun(USERS);
    run.take(0, events.get(0), growing, 0);
    long first = System.nanoTime();
    long longest = 0;
    long last = first;
    for (int i = known; i < documents.size(); i++) {
      growing = GeneratedTasks.publish(growing, documents.get(i));
      run.take(i % USERS, events.get(i % USERS), growing, 0);
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

  private static TaskCatalog published(List<byte[]> documents) {
    TaskCatalog catalog = TaskCatalog.empty();
    for (byte[] document : documents) {
      catalog = GeneratedTasks.publish(catalog, document);
    }
    return catalog;
  }
}
