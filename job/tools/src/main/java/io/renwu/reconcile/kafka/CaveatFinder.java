package io.renwu.reconcile.kafka;

import io.renwu.catalog.TaskCatalog;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.TopicNames;
import io.renwu.reconcile.Caveat;
import io.renwu.reconcile.GrantLedger;
import io.renwu.reconcile.LookbackSpan;
import io.renwu.reconcile.TimeWindow;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Why the result of a window may be wrong, in words. Not thread-safe. */
final class CaveatFinder {
  private final TopicNames topics;
  private final Duration maxAhead;
  private final TimeWindow window;
  private final List<Caveat> all = new ArrayList<>();

  CaveatFinder(RenwuConfig config, TimeWindow window) {
    this.topics = new SystemAccess(config).topicNames();
    this.maxAhead = config.get(Options.COLLECTOR_TIME_MAX_AHEAD);
    this.window = window;
  }

  /** In the order in which they came up. */
  List<Caveat> all() {
    return List.copyOf(all);
  }

  /** Redis does not say how far the task job is. */
  void queue(IOException silent) {
    add(Caveat.Kind.QUEUE, "nobody says how far the task job is: " + silent.getMessage());
  }

  /**
   * Transactions that were waited for.
   *
   * @param topics on which one is still open
   */
  void open(List<String> topics, Duration patience) {
    if (!topics.isEmpty()) {
      add(
          Caveat.Kind.TRANSACTIONS,
          "records of "
              + String.join(" and ", topics)
              + " are in a transaction that is still open after "
              + patience.toSeconds()
              + " s");
    }
  }

  /**
   * Grants that are gone.
   *
   * @param cut before which the topic has none any more
   */
  void grants(Instant cut) {
    Instant reliable = later(cut);
    if (window.from().isBefore(reliable)) {
      add(
          Caveat.Kind.RETENTION,
          topics.grants()
              + " no longer has what was written before "
              + text(cut)
              + ": what is gone would be missing; reliable with --from "
              + text(reliable)
              + " or later");
    }
  }

  /**
   * Behaviors that are gone, where the window depends on them.
   *
   * @param cuts of each topic of behaviors, before which it has none any more
   */
  void behaviors(Map<String, Instant> cuts, LookbackSpan lookbackSpan) {
    for (LookbackSpan.Need need : lookbackSpan.needs(window)) {
      cuts.entrySet().stream()
          .filter(
              cut -> need.behaviors().contains(cut.getKey().substring(topics.behaviors().length())))
          .filter(cut -> need.since().isBefore(later(cut.getValue())))
          .max(Map.Entry.comparingByValue())
          .ifPresent(cut -> task(lookbackSpan, need, cut.getKey(), cut.getValue()));
    }
  }

  private void task(LookbackSpan lookbackSpan, LookbackSpan.Need need, String topic, Instant cut) {
    Instant reliable =
        cut.equals(Instant.MAX) ? null : lookbackSpan.reliableFrom(need.taskId(), later(cut));
    add(
        Caveat.Kind.RETENTION,
        "task "
            + need.taskId()
            + " needs "
            + (need.isForEver()
                ? "all events ever (" + need.why() + ")"
                : "the events from " + text(need.since()) + " on")
            + ", and "
            + topic
            + " no longer has what was received before "
            + text(cut)
            + (reliable == null ? "" : "; reliable with --from " + text(reliable) + " or later"));
  }

  /** What the task job has still to write. */
  void lag(ReconciliationCounts reconciliationCounts, boolean withProgress) {
    if (reconciliationCounts.pendingGrants() + reconciliationCounts.pendingProgress() > 0) {
      add(
          Caveat.Kind.LAG,
          "the task job has not taken all events of the window: still to come are "
              + reconciliationCounts.pendingGrants()
              + " grants"
              + (withProgress
                  ? " and progress of " + reconciliationCounts.pendingProgress() + " keys"
                  : ""));
    }
  }

  /** Missing grants of tasks with budgets. */
  void budgets(GrantLedger grants, TaskCatalog tasks) throws IOException {
    TreeSet<String> budgeted = new TreeSet<>();
    grants.forEachMissing(
        grant -> {
          if (tasks.hasBudget(grant.taskId())) {
            budgeted.add(grant.taskId());
          }
        });
    if (!budgeted.isEmpty()) {
      add(
          Caveat.Kind.BUDGET,
          "what is emitted is not taken from the budgets of the running task job: "
              + String.join(", ", budgeted));
    }
  }

  /** An event may be received, and its grant written, before its own time. */
  private Instant later(Instant first) {
    return first.equals(Instant.MAX) ? first : first.plus(maxAhead);
  }

  private static String text(Instant time) {
    return time.equals(Instant.MAX) ? "now" : time.toString();
  }

  private void add(Caveat.Kind kind, String text) {
    all.add(new Caveat(kind, text));
  }
}
