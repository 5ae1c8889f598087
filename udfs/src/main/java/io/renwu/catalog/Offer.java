package io.renwu.catalog;

import io.renwu.violation.Violation;
import java.util.List;

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
