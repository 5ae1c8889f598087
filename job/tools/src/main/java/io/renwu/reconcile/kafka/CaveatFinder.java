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

/** Finds the reasons why the result of a window may be wrong. Not thread-safe. */
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

  /** The reasons in the order in which they were found. */
  List<Caveat> all() {
    return List.copyOf(all);
  }

  /** Adds that the queue does not answer. */
  void addUnknownPosition(IOException noAnswer) {
    add(Caveat.Kind.QUEUE, "it is unknown how far the task job has read: " + noAnswer.getMessage());
  }

  /**
   * Adds the transactions that are still open.
   *
   * @param topics the topics with an open transaction
   * @param patience how long they were waited for
   */
  void addOpenTransactions(List<String> topics, Duration patience) {
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
   * Adds that Kafka has deleted grants of the window.
   *
   * @param cut the topic no longer has grants written before this moment
   */
  void checkGrantRetention(Instant cut) {
    Instant reliable = later(cut);
    if (window.from().isBefore(reliable)) {
      add(
          Caveat.Kind.RETENTION,
          topics.grants()
              + " no longer has the grants written before "
              + text(cut)
              + ", which would count as missing; reliable with --from "
              + text(reliable)
              + " or later");
    }
  }

  /**
   * Adds each task of the window that depends on events that Kafka has deleted.
   *
   * @param cuts by behavior topic, the moment before which it no longer has records
   */
  void checkEventRetention(Map<String, Instant> cuts, LookbackSpan lookbackSpan) {
    for (LookbackSpan.Need need : lookbackSpan.needs(window)) {
      cuts.entrySet().stream()
          .filter(
              cut -> need.behaviors().contains(cut.getKey().substring(topics.behaviors().length())))
          .filter(cut -> need.since().isBefore(later(cut.getValue())))
          .max(Map.Entry.comparingByValue())
          .ifPresent(cut -> addDeleted(lookbackSpan, need, cut.getKey(), cut.getValue()));
    }
  }

  private void addDeleted(
      LookbackSpan lookbackSpan, LookbackSpan.Need need, String topic, Instant cut) {
    Instant reliable =
        cut.equals(Instant.MAX) ? null : lookbackSpan.reliableFrom(need.taskId(), later(cut));
    add(
        Caveat.Kind.RETENTION,
        "task "
            + need.taskId()
            + " needs "
            + (need.needsAllEvents()
                ? "all events (" + need.why() + ")"
                : "the events from " + text(need.since()) + " on")
            + ", but "
            + topic
            + " no longer has those received before "
            + text(cut)
            + (reliable == null ? "" : "; reliable with --from " + text(reliable) + " or later"));
  }

  /** Adds that the task job will still write records of the window. */
  void checkLag(ReconciliationCounts counts, boolean withProgress) {
    if (counts.pendingGrants() + counts.pendingProgress() > 0) {
      add(
          Caveat.Kind.LAG,
          "the task job has not yet read all events of the window and will still write "
              + counts.pendingGrants()
              + " grants"
              + (withProgress ? " and progress of " + counts.pendingProgress() + " keys" : ""));
    }
  }

  /** Adds the tasks with budgets that have missing grants. */
  void checkBudgets(GrantLedger grants, TaskCatalog tasks) throws IOException {
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
          "emitted grants do not count against the budgets of the running task job: "
              + String.join(", ", budgeted));
    }
  }

  /** The latest time that an event received at a moment can have: senders' clocks may be ahead. */
  private Instant later(Instant receivedAt) {
    return receivedAt.equals(Instant.MAX) ? receivedAt : receivedAt.plus(maxAhead);
  }

  private static String text(Instant time) {
    return time.equals(Instant.MAX) ? "now" : time.toString();
  }

  private void add(Caveat.Kind kind, String text) {
    all.add(new Caveat(kind, text));
  }
}
