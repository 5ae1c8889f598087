package io.renwu.rules;

import java.time.Instant;
import java.util.Arrays;

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

  /** From the lowest up. */
  CompiledTask[] ascending() {
    CompiledTask[] turned = new CompiledTask[descending.length];
    Arrays.setAll(turned, i -> descending[descending.length - 1 - i]);
    return turned;
  }
}
