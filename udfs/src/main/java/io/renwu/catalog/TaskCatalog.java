package io.renwu.catalog;

import io.renwu.condition.EventFacts;
import io.renwu.model.DecisionLevel;
import io.renwu.model.Event;
import io.renwu.model.Task;
import io.renwu.violation.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All accepted versions of all tasks; immutable and thread-safe. */
public final class TaskCatalog {
  private static final TaskCatalog EMPTY =
      new TaskCatalog(
          SortedArrayMap.empty(), SortedArrayMap.empty(), false, SortedArrayMap.empty());

  /**
   * A catalog's answer to a task version.
   *
   * @param catalog the catalog with the version if it was accepted; else the unchanged catalog
   * @param violations empty unless the version was rejected
   */
  public record Offer(TaskCatalog catalog, Outcome outcome, List<Violation> violations) {
    public Offer {
      violations = List.copyOf(violations);
    }

    /** The result of offering a version. */
    public enum Outcome {
      ACCEPTED,
      /** The catalog already holds the version with the same content. */
      UNCHANGED,
      REJECTED
    }
  }

  private final SortedArrayMap<String, Versions> byTask;

  /** By behavior, the tasks with a version that names it. */
  private final SortedArrayMap<String, BehaviorIndex> byBehavior;

  private final boolean claims;

  /** The ids of tasks that were dropped and not published again; keys and values are the same. */
  private final SortedArrayMap<String, String> dropped;

  private TaskCatalog(
      SortedArrayMap<String, Versions> byTask,
      SortedArrayMap<String, BehaviorIndex> byBehavior,
      boolean claims,
      SortedArrayMap<String, String> dropped) {
    this.byTask = byTask;
    this.byBehavior = byBehavior;
    this.claims = claims;
    this.dropped = dropped;
  }

  public static TaskCatalog empty() {
    return EMPTY;
  }

  /**
   * Adds a version if it may follow the accepted versions: its number is above theirs, and it
   * passes {@link VersionChangeCheck}.
   */
  public Offer offer(Task task) {
    Versions accepted = byTask.get(task.taskId());
    if (accepted != null) {
      CompiledTask same = accepted.get(task.version());
      if (same != null && same.task().equals(task)) {
        return new Offer(this, Offer.Outcome.UNCHANGED, List.of());
      }
      List<Violation> forbidden =
          same == null
              ? VersionChangeCheck.violations(accepted.highest().task(), task)
              : List.of(otherContent(task));
      if (!forbidden.isEmpty()) {
        return new Offer(this, Offer.Outcome.REJECTED, forbidden);
      }
    }
    List<Violation> wrong = new ArrayList<>();
    CompiledTask compiled = new CompiledTask(task, wrong::add);
    return wrong.isEmpty()
        ? new Offer(with(compiled, accepted), Offer.Outcome.ACCEPTED, List.of())
        : new Offer(this, Offer.Outcome.REJECTED, wrong);
  }

  private static Violation otherContent(Task task) {
    return new Violation(
        "/version",
        String.valueOf(task.version()),
        "a new version number: this one was accepted with other content");
  }

  private TaskCatalog with(CompiledTask next, @Nullable Versions accepted) {
    String taskId = next.task().taskId();
    Versions versions = accepted == null ? Versions.of(next) : accepted.with(next);
    SortedArrayMap<String, BehaviorIndex> behaviors = byBehavior;
    for (String behavior : versions.behaviors()) {
      BehaviorIndex tasks = behaviors.get(behavior);
      BehaviorIndex before = tasks == null ? BehaviorIndex.of(behavior) : tasks;
      behaviors = behaviors.with(behavior, before.with(versions));
    }
    return new TaskCatalog(
        byTask.with(taskId, versions),
        behaviors,
        claims || versions.anyClaims(),
        dropped.without(taskId));
  }

  /** Drops all versions of a task and records that it was dropped. */
  public TaskCatalog without(String taskId) {
    Versions versions = byTask.get(taskId);
    SortedArrayMap<String, BehaviorIndex> behaviors = byBehavior;
    for (String behavior : versions == null ? Set.<String>of() : versions.behaviors()) {
      BehaviorIndex rest =
          Objects.requireNonNull(behaviors.get(behavior), "an accepted version is indexed")
              .without(taskId);
      behaviors = rest.isEmpty() ? behaviors.without(behavior) : behaviors.with(behavior, rest);
    }
    SortedArrayMap<String, Versions> others = byTask.without(taskId);
    boolean anyClaims = others.values().stream().anyMatch(Versions::anyClaims);
    return new TaskCatalog(others, behaviors, anyClaims, dropped.with(taskId, taskId));
  }

  /** The sorted ids of tasks that were dropped and not published again. */
  public List<String> dropped() {
    return dropped.values();
  }

  /** Whether a task was dropped and not published again. */
  public boolean isDropped(String taskId) {
    return dropped.get(taskId) != null;
  }

  /** The number of versions of all tasks. */
  public int size() {
    return byTask.values().stream().mapToInt(Versions::size).sum();
  }

  /** Whether any accepted version of any task, archived ones included, names the behavior. */
  public boolean names(String behavior) {
    return byBehavior.get(behavior) != null;
  }

  /** Whether any accepted version of any task has a reward that must be claimed. */
  public boolean hasClaims() {
    return claims;
  }

  /**
   * The tasks that may have to decide on an event: those whose governing version names its
   * behavior, and those with another version that names it and may still apply to users. Leaves out
   * tasks whose decision is not reported at the level and in which the event changes nothing.
   *
   * @param level which decisions are reported
   * @param user the event's user
   * @return sorted by task id
   */
  public List<Candidate> candidates(EventFacts facts, DecisionLevel level, UserFacts user) {
    Event event = facts.event();
    BehaviorIndex tasks = byBehavior.get(event.behavior());
    if (tasks == null) {
      return List.of();
    }
    List<Versions> asked = tasks.candidates(facts, level, user);
    List<Candidate> candidates = new ArrayList<>(asked.size());
    for (Versions versions : asked) {
      CompiledTask governing = versions.governing(event.time());
      if (governing != null
          && governing.task().status() != Task.Status.ARCHIVED
          && (governing.names(event.behavior()) || versions.pinsUsers())) {
        candidates.add(new Candidate(governing, versions));
      }
    }
    return candidates;
  }

  /**
   * A task with the version that governs a time.
   *
   * @return empty if the task is unknown, or its governing version is missing or archived
   */
  public Optional<Candidate> candidate(String taskId, Instant time) {
    Versions versions = byTask.get(taskId);
    if (versions == null) {
      return Optional.empty();
    }
    CompiledTask governing = versions.governing(time);
    return governing == null || governing.task().status() == Task.Status.ARCHIVED
        ? Optional.empty()
        : Optional.of(new Candidate(governing, versions));
  }

  /** Whether a version of a task, archived or not, governs a time. */
  public boolean isGoverned(String taskId, Instant time) {
    Versions versions = byTask.get(taskId);
    return versions != null && versions.governing(time) != null;
  }

  /**
   * Compares the catalog with an older one in one pass that compares references. A task with
   * different versions appears in both.
   *
   * @param removed receives the older versions of each task that was changed or dropped
   * @param added receives the versions of each task that is new or was changed
   */
  public void changesSince(
      TaskCatalog older, Consumer<Versions> removed, Consumer<Versions> added) {
    byTask.changesSince(older.byTask, removed, added);
  }

  /** Whether any version of a task has a budget over all users. */
  public boolean hasBudget(String taskId) {
    Versions versions = byTask.get(taskId);
    return versions != null && versions.anyBudgets();
  }

  /** Whether any version of a task was accepted. */
  public boolean knows(String taskId) {
    return byTask.get(taskId) != null;
  }

  /** An accepted version; null for one that is not in the catalog. */
  public @Nullable CompiledTask version(String taskId, int version) {
    Versions versions = byTask.get(taskId);
    return versions == null ? null : versions.get(version);
  }

  /** The accepted versions of a task, from the lowest up. */
  public List<Task> versions(String taskId) {
    Versions versions = byTask.get(taskId);
    return versions == null ? List.of() : versions.tasks();
  }

  /** All accepted versions, by task id, then version. */
  public Collection<Task> tasks() {
    List<Task> tasks = new ArrayList<>();
    for (Versions versions : byTask.values()) {
      for (CompiledTask version : versions.ascending()) {
        tasks.add(version.task());
      }
    }
    return tasks;
  }
}
