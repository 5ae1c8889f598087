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
        "The window's begin: RFC 3339 with an offset, or epoch milliseconds.",
        "It takes the grants whose completing events, and the progress whose last counted",
        "events, happened in it."
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
      description = {
        "How the events of several topics are merged: by the time of receipt, as a task job takes",
        "them that keeps up, or by their own, as it works off a backlog (default: received)."
      })
  private MergeOrder order;

  @Option(
      names = "--versions",
      paramLabel = "published|effective",
      defaultValue = "PUBLISHED",
      description = {
        "The versions of tasks that an event meets: those that were published when it was",
        "received, or all of today, of which effectiveAt alone says which governs",
        "(default: published)."
      })
  private Versions versions;

  @Option(
      names = "--despite",
      paramLabel = "DOUBT",
      split = ",",
      description = {
        "Go on though the result may be wrong, for these reasons: retention, lag, queue,",
        "transactions, budget. Repeatable."
      })
  private Set<Caveat.Kind> despite = EnumSet.noneOf(Caveat.Kind.class);

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      defaultValue = "60s",
      converter = SpanConverter.class,
      description = {
        "How long to wait for the task job's open transactions; longer than its checkpoint",
        "interval (default: ${DEFAULT-VALUE})."
      })
  private Duration patience;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "100",
      description = "How many to list at the most (default: ${DEFAULT-VALUE}).")
  private int most;

  /**
   * What is asked for.
   *
   * @throws CliException where it makes no sense
   */
  ReconciliationRequest request(boolean withProgress) {
    if (most < 0) {
      throw CliException.usage("found --limit " + most + ", expected 0 or more");
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
        most);
  }

  /** Those doubts that nobody has accepted. */
  List<Caveat> unaccepted(List<Caveat> doubts) {
    return doubts.stream().filter(caveat -> !despite.contains(caveat.kind())).toList();
  }
}
