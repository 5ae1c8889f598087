package io.renwu.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.renwu.codec.EventCodec;
import io.renwu.engine.EngineSettings;
import io.renwu.evaluation.EvaluationStore;
import io.renwu.evaluation.Evaluator;
import io.renwu.model.Event;
import io.renwu.model.Grant;
import io.renwu.model.Progress;
import io.renwu.reconcile.Difference.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Evaluates events as a system without faults does, and reconciles other outputs with it. */
public final class FaultlessSystem {
  public static final Instant DAY = Instant.parse("2026-11-22T00:00:00Z");
  static final TimeWindow WINDOW = window(DAY, DAY.plus(Duration.ofDays(1)));

  private final List<byte[]> documents = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final Map<String, Event> lines = new LinkedHashMap<>();
  private final EventCodec codec = new EventCodec(Duration.ofMinutes(5));

  static TimeWindow window(Instant from, Instant to) {
    return new TimeWindow(from, to, Set.of(), Set.of());
  }

  public FaultlessSystem task(String json) {
    documents.add(json.getBytes(UTF_8));
    return this;
  }

  /** An event that is received when it happens. */
  public FaultlessSystem event(
      String id, String user, String behavior, Instant time, String attributes) {
    String line =
        String.format(
            "{\"eventId\":\"%s\",\"userId\":\"%s\",\"behavior\":\"%s\",\"time\":\"%s\","
                + "\"attributes\":%s}",
            id, user, behavior, time, attributes);
    byte[] json = line.getBytes(UTF_8);
    Event event = codec.parseLine(json).event();
    events.add(event);
    lines.put(line, event);
    return this;
  }

  /** The events by their JSON, in their order. */
  public Map<String, Event> lines() {
    return lines;
  }

  private PublishedVersions publications() {
    PublishedVersions publications = new PublishedVersions(PublishedVersions.Versions.EFFECTIVE);
    documents.forEach(document -> publications.add(Instant.EPOCH, document));
    return publications;
  }

  /** The grants that a system without faults writes. */
  public List<Grant> grants() throws IOException {
    PublishedVersions tasks = publications();
    List<Grant> grants = new ArrayList<>();
    try (EvaluationStore store = EvaluationStore.open()) {
      Evaluator evaluator = new Evaluator(store, EngineSettings.DEFAULTS);
      for (Event event : events) {
        grants.addAll(evaluator.evaluate(event, tasks.latest()).grants());
      }
    }
    return grants;
  }

  /** The latest progress by key that a system without faults writes. */
  public Map<String, Progress> progress() throws IOException {
    PublishedVersions tasks = publications();
    Map<String, Progress> latest = new LinkedHashMap<>();
    try (EvaluationStore store = EvaluationStore.open()) {
      Evaluator evaluator = new Evaluator(store, EngineSettings.DEFAULTS);
      for (Event event : events) {
        evaluator
            .evaluate(event, tasks.latest())
            .outcome()
            .progress()
            .forEach(progress -> latest.put(progress.key(), progress));
      }
    }
    return latest;
  }

  /**
   * The result of a reconciliation.
   *
   * @param pending how many expected grants the task job will still write
   * @param pendingProgress how many progress keys will still change
   */
  record Verdict(Differences differences, List<Grant> missing, long pending, long pendingProgress) {
    Map<Kind, Long> counts() {
      Map<Kind, Long> counts = new TreeMap<>();
      for (Kind kind : Kind.values()) {
        if (differences.count(kind) > 0) {
          counts.put(kind, differences.count(kind));
        }
      }
      return counts;
    }
  }

  /**
   * Reconciles outputs after the task job has consumed all events.
   *
   * @param progressFound by key; null for a tombstone
   */
  Verdict reconcile(TimeWindow window, List<Grant> found, Map<String, Progress> progressFound)
      throws IOException {
    return reconcile(window, found, progressFound, events.size());
  }

  /** Reconciles outputs after the task job has consumed only the first events. */
  Verdict reconcile(
      TimeWindow window, List<Grant> found, Map<String, Progress> progressFound, int settledEvents)
      throws IOException {
    Differences differences = new Differences(10);
    try (EvaluationStore store = EvaluationStore.open()) {
      GrantLedger grants = new GrantLedger(store, window, differences);
      ProgressLedger progress = new ProgressLedger(store, window, differences);
      Reevaluation reevaluation =
          new Reevaluation(
              store,
              EngineSettings.DEFAULTS,
              publications(),
              window,
              Duration.ofDays(1),
              grants,
              Optional.of(progress));
      for (int i = 0; i < events.size(); i++) {
        reevaluation.evaluate(events.get(i), i < settledEvents);
      }
      for (Grant grant : found) {
        grants.addFound(grant);
      }
      grants.close();
      for (Map.Entry<String, Progress> entry : progressFound.entrySet()) {
        if (entry.getValue() == null) {
          progress.addTombstone(entry.getKey().getBytes(UTF_8));
        } else {
          progress.addFound(entry.getValue());
        }
      }
      progress.close(reevaluation.endedBefore(Duration.ofDays(1)));
      List<Grant> missing = new ArrayList<>();
      grants.forEachMissing(missing::add);
      return new Verdict(differences, missing, grants.pending(), progress.pending());
    }
  }
}
