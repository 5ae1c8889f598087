package io.renwu.bench.engine;

import io.renwu.bench.Report;
import io.renwu.bench.Samples;
import io.renwu.bench.Target;
import io.renwu.catalog.TaskCatalog;
import java.nio.charset.StandardCharsets;

/** Measures the size of a user's value per counting task. */
final class StatePart {
  private static final int EVENTS = 100;
  private static final int MATCHING = 3;

  void run(Report report) {
    GeneratedTasks set = new GeneratedTasks(MATCHING * EVENTS, MATCHING);
    TaskCatalog catalog = set.catalog();
    EngineRun run = new EngineRun(1);
    int first = 0;
    for (int object = 0; object < EVENTS; object++) {
      byte[] json = set.event(0, object, 0).getBytes(StandardCharsets.UTF_8);
      run.process(0, json, catalog, MATCHING);
      first = object == 0 ? run.bytes(0) : first;
    }
    int tasks = (EVENTS - 1) * MATCHING;
    report.add(
        "user's value, per counting task",
        "bytes",
        Samples.of((double) (run.bytes(0) - first) / tasks),
        Target.atMost(16));
  }
}
