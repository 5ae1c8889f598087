package io.renwu.cli.reconcile;

import io.renwu.cli.CliException;
import io.renwu.cli.InstantConverter;
import io.renwu.cli.SpanConverter;
import io.renwu.reconcile.Caveat;
import io.renwu.reconcile.PublishedVersions.Versions;
import io.renwu.reconcile.TimeWindow;
import io.renwu.reconcile.kafka.MergeOrder;
import io.renwu.reconcile.kafka.ReconciliationRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options of a command that evaluates a window again. A picocli mixin. */
public final class WindowOptions {
  @Option(
      names = "--from",
      required = true,
      paramLabel = "TIME",
      converter = InstantConverter.class,
      description = {
        "The window's start: RFC 3339 with an offset, or epoch milliseconds.",
        "The window covers grants by the time of the completing event, and progress by the time of"
            + " the last counted event."
      })
  private Instant from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "TIME",
      converter = InstantConverter.class,
      description = "The window's end, exclusive.")
  private Instant to;

  @Option(names = "--task", paramLabel = "TASK", description = "Only this task. Repeatable.")
  private Set<String> tasks = new LinkedHashSet<>();

  @Option(names = "--user", paramLabel = "USER", description = "Only this user. Repeatable.")
  private Set<String> users = new LinkedHashSet<>();

  @Option(
      names = "--order",
      paramLabel = "received|time",
      defaultValue = "RECEIVED",
      description =
          "How the events of several topics are merged: by receipt, as a task job that keeps up"
              + " reads them, or by event time, as a task job reads a backlog (default: received).")
  private MergeOrder order;

  @Option(
      names = "--versions",
      paramLabel = "published|effective",
      defaultValue = "PUBLISHED",
      description =
          "Which versions of tasks may govern an event: those that were published when it was"
              + " received, or all of today, of which effectiveAt alone decides (default:"
              + " published).")
  private Versions versions;

  @Option(
      names = "--despite",
      paramLabel = "DOUBT",
      split = ",",
      description =
          "Accept these reasons why the result may be wrong: retention, lag, queue, transactions,"
              + " budget. Repeatable.")
  private Set<Caveat.Kind> despite = EnumSet.noneOf(Caveat.Kind.class);

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      defaultValue = "60s",
      converter = SpanConverter.class,
      description =
          "How long to wait for the task job's open transactions; longer than its checkpoint"
              + " interval (default: ${DEFAULT-VALUE}).")
  private Duration patience;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "100",
      description = "The most differences to list (default: ${DEFAULT-VALUE}).")
  private int limit;

  /**
   * The request of these options.
   *
   * @throws CliException if the options contradict each other
   */
  ReconciliationRequest request(boolean withProgress) {
    if (limit < 0) {
      throw CliException.usage("found --limit " + limit + ", expected 0 or more");
    }
    if (!from.isBefore(to)) {
      throw CliException.usage(
          "found --from " + from + " and --to " + to + ", expected a window that ends later");
    }
    return new ReconciliationRequest(
        new TimeWindow(from, to, tasks, users),
        order,
        versions,
        withProgress,
        despite.contains(Caveat.Kind.QUEUE),
        patience,
        limit);
  }

  /** The doubts that {@code --despite} does not accept. */
  List<Caveat> unaccepted(List<Caveat> doubts) {
    return doubts.stream().filter(caveat -> !despite.contains(caveat.kind())).toList();
  }
}
