package io.renwu.rules;

import io.renwu.model.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The accepted versions of one task, at least one; immutable, for any thread. */
public final class Versions {
  /** From the highest version down. */
  private final CompiledTask[] descending;

  private final boolean cancels;

  private Versions(CompiledTask... descending) {
    this.descending = descending;
    this.cancels = Arrays.stream(descending).anyMatch(CompiledTask::cancels);
  }

  static Versions of(CompiledTask first) {
    return new Versions(first);
  }

  /**
   * @param next higher than all
   */
  Versions with(CompiledTask next) {
    CompiledTask[] more = new CompiledTask[descending.length + 1];
    System.arraycopy(descending, 0, more, 1, descending.length);
    more[0] = next;
    return new Versions(more);
  }

  String taskId() {
    return highest().task().taskId();
  }

  CompiledTask highest() {
    return descending[0];
  }

  /** The version of that number, or null. */
  public CompiledTask get(int version) {
    for (CompiledTask candidate : descending) {
      if (candidate.task().version() == version) {
        return candidate;
      }
    }
    return null;
  }

  /** The highest version whose effective time is not after the given one, or null. */
  CompiledTask governing(Instant time) {
    for (CompiledTask candidate : descending) {
      if (!candidate.task().effectiveAt().isAfter(time)) {
        return candidate;
      }
    }
    return null;
  }

  /**
   * The versions above one and up to another that govern any event: a version governs none if a
   * higher one is effective as early.
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

  /** All of them, from the lowest up. */
  public List<Task> tasks() {
    return Arrays.stream(ascending()).map(CompiledTask::task).toList();
  }

  /** Whether any version takes something back at any event. */
  public boolean anyCancels() {
    return cancels;
  }

  /** Whether any version takes something back at events of a behavior. */
  public boolean anyCancels(String behavior) {
    return Arrays.stream(descending).anyMatch(version -> version.cancels(behavior));
  }

  /** Whether users may be held to an older version. */
  boolean anyPins() {
    return Arrays.stream(descending)
        .anyMatch(version -> version.task().inFlight() == Task.InFlight.NEXT_PERIOD);
  }

  /** Whether any version has a reward to be claimed. */
  boolean anyClaims() {
    return Arrays.stream(descending).anyMatch(CompiledTask::claims);
  }

  /**
   * The versions that may evaluate an event: those that govern any, and where users may be held to
   * older ones, all.
   */
  List<CompiledTask> evaluating() {
    return anyPins() ? List.of(descending) : between(0, highest().task().version());
  }

  /** The behaviors that any version names. */
  Set<String> behaviors() {
    Set<String> behaviors = new HashSet<>();
    for (CompiledTask version : descending) {
      behaviors.addAll(version.behaviors());
    }
    return behaviors;
  }

  /** From the lowest up. */
  CompiledTask[] ascending() {
    CompiledTask[] turned = new CompiledTask[descending.length];
    Arrays.setAll(turned, i -> descending[descending.length - 1 - i]);
    return turned;
  }
}
