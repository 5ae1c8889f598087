package io.renwu.cli.queue;

import io.renwu.cli.CliException;
import io.renwu.cli.ConfigOptions;
import io.renwu.cli.ExitCodes;
import io.renwu.cli.OutputOption;
import io.renwu.cli.RedisSession;
import io.renwu.connector.redis.streams.client.QueueAccess;
import io.renwu.connector.redis.streams.inspect.QueueExpectations;
import io.renwu.connector.redis.streams.inspect.QueueInspector;
import io.renwu.connector.redis.streams.inspect.QueueStatus;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.RenwuConfig;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the backlog of each stream and its rates. */
@Command(
    name = "status",
    description = {
      "Prints how many records wait in each stream, and for how long.",
      "Also prints how fast records arrive and are read. A record waits until a completed"
          + " checkpoint of the task job covers it. Rates are measured over a second, or from one"
          + " refresh to the next."
    })
final class QueueStatusCommand implements Callable<Integer> {
  private static final long LEAST_MILLIS = 100;

  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private OutputOption output;

  @Option(names = "--wide", description = "Add the memory and the offsets of each stream.")
  private boolean wide;

  @Option(
      names = "--watch",
      paramLabel = "SECONDS",
      arity = "0..1",
      fallbackValue = "1",
      description = "Print repeatedly, at this interval (default: every second).")
  private @Nullable Double everySeconds;

  @Option(
      names = "--times",
      paramLabel = "N",
      description = "With --watch: how often (default: until Ctrl-C).")
  private @Nullable Long times;

  @Override
  public Integer call() {
    boolean watch = everySeconds != null;
    if (everySeconds != null && !(everySeconds * 1_000 >= LEAST_MILLIS && everySeconds <= 86_400)) {
      throw CliException.usage(
          "--watch: found " + everySeconds + ", expected 0.1 to 86400 seconds");
    }
    if (times != null && (times < 1 || !watch)) {
      throw CliException.usage(
          "--times: found " + times + ", expected 1 or more, together with --watch");
    }
    RenwuConfig system = config.load();
    QueueExpectations expected = new SystemAccess(system).expectations();
    long rounds = !watch ? 1 : times == null ? Long.MAX_VALUE : times;
    return RedisSession.withQueue(
        system, queue -> CompletableFuture.supplyAsync(() -> show(queue, expected, rounds)));
  }

  private int show(QueueAccess queue, QueueExpectations expected, long rounds) {
    QueueInspector inspector = new QueueInspector(queue);
    QueueStatus before = inspector.status(expected).join();
    for (long round = 0; round < rounds; round++) {
      pause(everySeconds == null ? 1_000 : Math.round(everySeconds * 1_000));
      QueueStatus now = inspector.status(expected).join();
      print(new QueueFigures(now, now.appendedPerSecond(before)), round);
      before = now;
    }
    return ExitCodes.GOOD;
  }

  private void print(QueueFigures figures, long round) {
    QueueStatusView view = new QueueStatusView(figures);
    output.print(
        spec.commandLine().getOut(),
        QueueStatusReport.of(figures),
        () ->
            everySeconds == null
                ? view.text(wide)
                : config.context().isTerminal()
                    ? screen(view, round == 0)
                    : (round == 0 ? "" : System.lineSeparator())
                        + view.at()
                        + System.lineSeparator()
                        + view.text(wide));
  }

  /** Overwrites the screen line by line, to avoid flicker; what does not fit is cut. */
  private String screen(QueueStatusView view, boolean first) {
    int rows = config.context().terminalSize("LINES", 40, 5);
    int columns = config.context().terminalSize("COLUMNS", 100, 20);
    StringBuilder screen = new StringBuilder(first ? "\033[2J\033[H" : "\033[H");
    List<String> lines = view.table(wide).lines().toList();
    line(screen, view.at() + "   (Ctrl-C ends)", columns);
    view.total().lines().forEach(line -> line(screen, line, columns));
    int room = rows - 2 - (int) view.total().lines().count() - 1;
    lines.stream().limit(room).forEach(line -> line(screen, line, columns));
    if (lines.size() > room) {
      line(screen, "… " + (lines.size() - room) + " more streams", columns);
    }
    return screen.append("\033[J").toString();
  }

  private static void line(StringBuilder screen, String line, int columns) {
    screen
        .append(line, 0, Math.min(line.length(), columns))
        .append("\033[K")
        .append(System.lineSeparator());
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CliException.failed("interrupted", e);
    }
  }
}
