package io.renwu.chaos.cluster;

import io.renwu.flink.FlinkRest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/** Detects restarts of the jobs since a moment. */
public final class RestartWatch {
  private static final int MOST_LINES = 500;

  private final Supplier<JobRuns> runs;
  private final Function<String, String> history;
  private JobRuns before = new JobRuns(Map.of());

  /**
   * @param runs supplies the jobs that run now
   * @param history describes the restarts of a job, by its id: how many, and the last cause
   */
  public RestartWatch(Supplier<JobRuns> runs, Function<String, String> history) {
    this.runs = runs;
    this.history = history;
  }

  /** Watches the jobs of a cluster. */
  public static RestartWatch of(FlinkRest rest) {
    return new RestartWatch(
        () -> JobRuns.of(rest),
        id -> rest.restarts(id) + " restarts so far, the last: " + cause(rest.exceptions(id)));
  }

  /** Begins to watch. */
  public void begin() {
    before = runs.get();
  }

  /** One sentence for each job that was restarted. */
  public List<String> violations() {
    List<String> violations = new ArrayList<>();
    for (String id : before.changedIn(runs.get())) {
      violations.add(
          Objects.requireNonNull(before.byId().get(id), id).name()
              + " restarted or ended, expected that it keeps running: "
              + history.apply(id));
    }
    return violations;
  }

  /** The first line of a stack trace, and that of its last cause. */
  public static String cause(String stackTraces) {
    List<String> lines =
        stackTraces.lines().takeWhile(line -> !line.isBlank()).limit(MOST_LINES).toList();
    String first = lines.stream().findFirst().orElse("Flink names no failure");
    return lines.stream()
        .filter(line -> line.startsWith("Caused by: "))
        .reduce((one, other) -> other)
        .map(last -> first + "; " + last)
        .orElse(first);
  }
}
