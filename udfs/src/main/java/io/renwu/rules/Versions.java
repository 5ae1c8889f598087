package io.renwu.rules;

import io.renwu.model.Task.InFlight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The accepted versions of one task, at least one; immutable. */
final class Versions {
  /** From the highest version down. */
  private final CompiledTask[] descending;

  private Versions(CompiledTask... descending) {
    this.descending = descending;
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
  CompiledTask get(int version) {
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
   * The versions that may evaluate an event. A version governs none if a higher one is effective as
   * early; where users may be held to what governed before, it may evaluate all the same.
   */
  List<CompiledTask> evaluating() {
    boolean held = holdsUsers();
    List<CompiledTask> evaluating = new ArrayList<>();
    Instant higherEffectiveAt = null;
    for (CompiledTask version : descending) {
      Instant effectiveAt = version.task().effectiveAt();
      boolean governs = higherEffectiveAt == null || effectiveAt.isBefore(higherEffectiveAt);
      higherEffectiveAt = governs ? effectiveAt : higherEffectiveAt;
      if (governs || held) {
        evaluating.add(version);
      }
    }
    return evaluating;
  }

  /** Whether any version takes something back at events of a behavior. */
  public boolean anyCancels(String behavior) {
    return Arrays.stream(descending).anyMatch(version -> version.cancels(behavior));
  }

  /** Whether a user may be held to a version that governs no more. */
  boolean holdsUsers() {
    return Arrays.stream(descending).anyMatch(v -> v.task().inFlight() == InFlight.NEXT_PERIOD);
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
