package io.renwu.catalog;

import io.renwu.condition.ValueInterner;
import io.renwu.model.Recurrence;
import io.renwu.model.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The accepted versions of one task, at least one; immutable and thread-safe. */
public final class Versions {
  /** From the highest version down. */
  private final CompiledTask[] descending;

  private final Set<String> behaviors;
  private final Set<String> cancelling;
  private final boolean pins;
  private final boolean refuses;

  private Versions(CompiledTask... descending) {
    this.descending = descending;
    this.behaviors = all(CompiledTask::behaviors);
    this.cancelling = all(CompiledTask::cancelling);
    this.pins =
        Arrays.stream(descending)
            .limit(descending.length - 1L)
            .anyMatch(version -> version.task().inFlight() == Task.InFlight.NEXT_PERIOD);
    this.refuses = any(version -> refusesUsers(version.task()));
  }

  private Set<String> all(Function<CompiledTask, Set<String>> some) {
    return Arrays.stream(descending)
        .flatMap(version -> some.apply(version).stream())
        .collect(Collectors.collectingAndThen(Collectors.toSet(), ValueInterner::set));
  }

  private boolean any(Predicate<CompiledTask> what) {
    return Arrays.stream(descending).anyMatch(what);
  }

  static Versions of(CompiledTask first) {
    return new Versions(first);
  }

  /**
   * @param next a version above all others
   */
  Versions with(CompiledTask next) {
    CompiledTask[] more = new CompiledTask[descending.length + 1];
    System.arraycopy(descending, 0, more, 1, descending.length);
    more[0] = next;
    return new Versions(more);
  }

  public String taskId() {
    return highest().task().taskId();
  }

  CompiledTask highest() {
    return descending[0];
  }

  /** The number of versions. */
  public int size() {
    return descending.length;
  }

  /**
   * The index of a version, from 0 for the highest.
   *
   * @param version one of these versions
   */
  @SuppressWarnings("ReferenceEquality") // there is one instance of each version
  public int indexOf(CompiledTask version) {
    int place = 0;
    while (descending[place] != version) {
      place++;
    }
    return place;
  }

  /** The version with a number. */
  public @Nullable CompiledTask get(int version) {
    for (CompiledTask candidate : descending) {
      if (candidate.task().version() == version) {
        return candidate;
      }
    }
    return null;
  }

  /** The highest version whose {@code effectiveAt} is not after a time. */
  @Nullable CompiledTask governing(Instant time) {
    for (CompiledTask candidate : descending) {
      if (!candidate.task().effectiveAt().isAfter(time)) {
        return candidate;
      }
    }
    return null;
  }

  /**
   * The versions from {@code above}, exclusive, to {@code upTo}, inclusive, that govern any event.
   * A version governs none if a higher one becomes effective at the same time or earlier.
   *
   * @return ascending
   */
  public List<CompiledTask> between(int above, int upTo) {
    List<CompiledTask> found = new ArrayList<>();
    Instant higherEffectiveAt = Instant.MAX;
    for (CompiledTask candidate : descending) {
      Instant effectiveAt = candidate.task().effectiveAt();
      if (effectiveAt.isBefore(higherEffectiveAt)) {
        higherEffectiveAt = effectiveAt;
        int version = candidate.task().version();
        if (version > above && version <= upTo) {
          found.add(0, candidate);
        }
      }
    }
    return found;
  }

  /** The versions that govern any event. */
  public List<CompiledTask> governing() {
    return between(0, highest().task().version());
  }

  /** Whether all versions that govern any event are archived. */
  public boolean isArchived() {
    return governing().stream().allMatch(v -> v.task().status() == Task.Status.ARCHIVED);
  }

  /** Whether a version that governs any event is a shadow. */
  public boolean hasShadow() {
    return governing().stream().anyMatch(v -> v.task().isShadow());
  }

  /** Whether there was a shadow, and no version that governs any event is one any more. */
  public boolean isShadowOver() {
    return any(version -> version.task().isShadow()) && !hasShadow();
  }

  /** All versions, from the lowest up. */
  public List<Task> tasks() {
    return Arrays.stream(ascending()).map(CompiledTask::task).toList();
  }

  /** Whether any version has cancel events. */
  public boolean anyCancels() {
    return !cancelling.isEmpty();
  }

  /** Whether events of a behavior cancel earlier events in any version. */
  public boolean anyCancels(String behavior) {
    return cancelling.contains(behavior);
  }

  /** Whether an older version may still apply to users, until their period ends. */
  boolean pinsUsers() {
    return pins;
  }

  /** Unless a task repeats without bounds, what a user has completed may refuse further events. */
  private static boolean refusesUsers(Task task) {
    return task.recurrence().policy() != Recurrence.Policy.REPEAT
        || task.recurrence().maxCompletions() != null
        || !task.userLimits().isEmpty()
        || !task.period().isEndless();
  }

  /** Whether any version may refuse events because of what a user has completed. */
  boolean refusesUsers() {
    return refuses;
  }

  /** Whether any version has a budget over all users. */
  boolean anyBudgets() {
    return any(version -> !version.task().budgets().isEmpty());
  }

  /** Whether any version has a reward that must be claimed. */
  boolean anyClaims() {
    return any(version -> version.task().claims());
  }

  /**
   * The versions that may evaluate an event: those that govern any event, or all if {@link
   * #pinsUsers}.
   */
  List<CompiledTask> evaluating() {
    return pinsUsers() ? List.of(descending) : governing();
  }

  /** The behaviors that any version names. */
  Set<String> behaviors() {
    return behaviors;
  }

  /** From the lowest up. */
  CompiledTask[] ascending() {
    CompiledTask[] turned = new CompiledTask[descending.length];
    Arrays.setAll(turned, i -> descending[descending.length - 1 - i]);
    return turned;
  }
}
