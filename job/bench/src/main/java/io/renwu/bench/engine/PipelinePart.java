package io.renwu.bench.engine;

import io.renwu.bench.BenchOptions;
import io.renwu.bench.FigureText;
import io.renwu.bench.Report;
import io.renwu.bench.Samples;
import io.renwu.bench.Target;
import io.renwu.bench.engine.EventGenerator.Traffic;
import io.renwu.bench.engine.PipelineJob.Users;
import io.renwu.server.EmbeddedFlink;
import io.renwu.server.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.core.execution.SavepointFormatType;

/**
 * Measures the task function in a Flink job with RocksDB, checkpoints and one thread, against the
 * same job with a function that reads and writes one value of the same size, and against the task
 * function with many more users. All states are filled before the first round; in each round the
 * jobs run in turn.
 */
final class PipelinePart {
  private static final int JOBS = 3;
  private static final int TASKS = 1_000;
  private static final long FEW_USERS = 10_000;
  private static final int EVENTS = 500_000;

  /** The managed memory of each job, which RocksDB uses. */
  private static final int MANAGED_MEBIBYTES = 1024;

  private static final int SAVED_USERS = 10_000;
  private static final int FEWER_TASKS = 3;
  private static final int MORE_TASKS = 33;

  private final BenchOptions options;
  private final long manyUsers;

  /**
   * @param manyUsers of the larger job
   */
  PipelinePart(BenchOptions options, long manyUsers) {
    this.options = options;
    this.manyUsers = manyUsers;
  }

  private record Round(Valve.Pass plain, Valve.Pass few, Valve.Pass many) {}

  void run(Report report) throws Exception {
    try (Workspace workspace = Workspace.create();
        EmbeddedFlink flink =
            EmbeddedFlink.start(
                workspace.folder("flink"),
                JOBS,
                Map.of("taskmanager.memory.managed.size", JOBS * MANAGED_MEBIBYTES + "m"))) {
      measureSize(report, flink, workspace.folder("savepoints"));
      measureRates(report, flink);
    }
  }

  private void measureRates(Report report, EmbeddedFlink flink) throws Exception {
    GeneratedTasks set = new GeneratedTasks(TASKS, 1);
    Users few = new Users(FEW_USERS, Traffic.UNIFORM);
    Users many = new Users(manyUsers, Traffic.UNIFORM);
    List<Round> rounds = new ArrayList<>();
    try (PipelineJob plainJob = PipelineJob.plain(flink, set, few);
        PipelineJob fewJob = PipelineJob.tasks(flink, set, few);
        PipelineJob manyJob = PipelineJob.tasks(flink, set, many)) {
      options.announce("pipeline: " + FigureText.of((double) manyUsers) + " users begin");
      plainJob.pass(few.number());
      fewJob.pass(few.number());
      manyJob.pass(many.number());
      int events = options.count(EVENTS);
      for (int round = 0; round <= options.rounds(); round++) {
        options.announce("pipeline, round " + round + " of " + options.rounds());
        Round done = new Round(plainJob.pass(events), fewJob.pass(events), manyJob.pass(events));
        if (round > 0) {
          rounds.add(done);
        }
      }
    }
    report(report, rounds);
  }

  private void report(Report report, List<Round> rounds) {
    String many = FigureText.of((double) manyUsers) + " users";
    report.add("job of a plain function", "events/s", Samples.of(rounds, r -> r.plain().rate()));
    report.add("job of the task function", "events/s", Samples.of(rounds, r -> r.few().rate()));
    report.add(
        "task function / plain function",
        "times",
        Samples.of(rounds, r -> r.few().rate() / r.plain().rate()),
        Target.atLeast(0.85));
    report.add("the same with " + many, "events/s", Samples.of(rounds, r -> r.many().rate()));
    report.add(
        many + " / " + FigureText.of(FEW_USERS) + " users",
        "times",
        Samples.of(rounds, r -> r.many().rate() / r.few().rate()),
        Target.atLeast(0.75));
    report.add(
        "CPU of the plain function's thread",
        "ns/event",
        Samples.of(rounds, r -> r.plain().cpuNanos()));
    report.add(
        "CPU of the task function's thread",
        "ns/event",
        Samples.of(rounds, r -> r.few().cpuNanos()));
    report.add(
        "CPU of the same with " + many, "ns/event", Samples.of(rounds, r -> r.many().cpuNanos()));
  }

  private void measureSize(Report report, EmbeddedFlink flink, Path folder) throws Exception {
    options.announce("pipeline: savepoints");
    long fewer = savedBytes(flink, FEWER_TASKS, folder.resolve("fewer"));
    long more = savedBytes(flink, MORE_TASKS, folder.resolve("more"));
    double tasks = (double) SAVED_USERS * (MORE_TASKS - FEWER_TASKS);
    report.add(
        "saved per user and counting task",
        "bytes",
        Samples.of((more - fewer) / tasks),
        Target.atMost(16));
  }

  /** The size of a savepoint of users with this number of tasks each. */
  private static long savedBytes(EmbeddedFlink flink, int tasks, Path folder) throws Exception {
    Users users = new Users(SAVED_USERS, Traffic.UNIFORM);
    try (PipelineJob job = PipelineJob.tasks(flink, new GeneratedTasks(tasks, tasks), users)) {
      job.pass(users.number());
      job.savepoint(folder, SavepointFormatType.CANONICAL);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(PipelinePart::size).sum();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
