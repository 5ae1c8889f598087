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
      new TaskCatalog(Index.empty(), Index.empty(), false, Index.empty());

  /**
   * A catalog's answer to a task version.
   *
   * @param catalog the catalog from now on; the one that was asked unless the version was accepted
   * @param violations empty unless the version was rejected
   */
  public record Offer(TaskCatalog catalog, Outcome outcome, List<Violation> violations) {
    public Offer {
      violations = List.copyOf(violations);
    }

    /** What became of the version. */
    public enum Outcome {
      ACCEPTED,
      /** The catalog holds this very version. */
      UNCHANGED,
      REJECTED
    }
  }

  private final Index<String, Versions> byTask;

  /** By behavior the tasks of which any version names it. */
  private final Index<String, BehaviorIndex> byBehavior;

  private final boolean claims;

  /** The ids of tasks that were dropped and not published again, each by itself. */
  private final Index<String, String> dropped;

  private TaskCatalog(
      Index<String, Versions> byTask,
      Index<String, BehaviorIndex> byBehavior,
      boolean claims,
      Index<String, String> dropped) {
    this.byTask = byTask;
    this.byBehavior = byBehavior;
    this.claims = claims;
    this.dropped = dropped;
  }

  public static TaskCatalog empty() {
    return EMPTY;
  }

  /**
   * Adds a version if it may follow the versions that were accepted before it: its number is above
   * theirs, and it is no other kind of task.
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
    Index<String, BehaviorIndex> behaviors = byBehavior;
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

  /** Drops all versions of a task, and remembers that it was dropped. */
  public TaskCatalog without(String taskId) {
    Versions versions = byTask.get(taskId);
    Index<String, BehaviorIndex> behaviors = byBehavior;
    for (String behavior : versions == null ? Set.<String>of() : versions.behaviors()) {
      BehaviorIndex rest =
          Objects.requireNonNull(behaviors.get(behavior), "an accepted version is indexed")
              .without(taskId);
      behaviors = rest.isEmpty() ? behaviors.without(behavior) : behaviors.with(behavior, rest);
    }
    Index<String, Versions> others = byTask.without(taskId);
    boolean anyClaims = others.values().stream().anyMatch(Versions::anyClaims);
    return new TaskCatalog(others, behaviors, anyClaims, dropped.with(taskId, taskId));
  }

  /** The ids of tasks that were dropped and not published again, in their order. */
  public List<String> dropped() {
    return dropped.values();
  }

  /** Whether a task was dropped and not published again. */
  public boolean isDropped(String taskId) {
    return dropped.get(taskId) != null;
  }

  /** How many versions there are of all tasks. */
  public int size() {
    return byTask.values().stream().mapToInt(Versions::size).sum();
  }

  /** Whether any accepted version of any task, archived ones included, names the behavior. */
  public boolean names(String behavior) {
    return byBehavior.get(behavior) != null;
  }

  /** Whether any accepted version of any task has a reward to be claimed. */
  public boolean hasClaims() {
    return claims;
  }

  /**
   * The tasks that may have to say something about an event: those whose governing version names
   * its behavior, and those with another version that does and to which users may be held. Tasks
   * may be missing of which nobody asks what they say, and in which the event changes nothing.
   *
   * @param level what is asked for
   * @param user whose event it is
   * @return in the order of their task ids
   */
  public List<Candidate> candidates(EventFacts facts, DecisionLevel level, UserFacts user) {
    Event event = facts.event();
    BehaviorIndex tasks = byBehavior.get(event.behavior());
    if (tasks == null) {
      return List.of();
    }
    List<Versions> asked = tasks.asked(facts, level, user);
    List<Candidate> candidates = new ArrayList<>(asked.size());
    for (Versions versions : asked) {
      CompiledTask governing = versions.governing(event.time());
      if (governing != null
          && governing.task().status() != Task.Status.ARCHIVED
          && (governing.names(event.behavior()) || versions.anyPins())) {
        candidates.add(new Candidate(governing, versions));
      }
    }
    return candidates;
  }

  /**
   * A task and the version of it that governs a moment.
   *
   * @return empty for a task that is not there, has no version for the moment, or an archived one
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

  /** Whether a version of a task, archived or not, governs a moment. */
  public boolean governed(String taskId, Instant time) {
    Versions versions = byTask.get(taskId);
    return versions != null && versions.governing(time) != null;
  }

  /**
   * Tells in what the catalog differs from an older one, in one walk that compares references.
   *
   * @param gone takes the versions of each task that are not all of it, or none of it, any more
   * @param come takes the versions of each task that were not all of it before
   */
  public void changesSince(TaskCatalog older, Consumer<Versions> gone, Consumer<Versions> come) {
    byTask.changesSince(older.byTask, gone, come);
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
