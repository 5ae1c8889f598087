package io.renwu.violation;

import java.util.ArrayList;
import java.util.List;

/** Collects the violations of one document, up to a maximum. Not thread-safe. */
public final class Violations {
  /** Bounds the answer to a document, so that it fits into one record. */
  private static final int MAX = 200;

  private final List<Violation> found = new ArrayList<>();

  public void add(Violation violation) {
    if (found.size() < MAX) {
      found.add(violation);
    } else if (found.size() == MAX) {
      found.add(new Violation("", "more than " + MAX + " violations", "none"));
    }
  }

  public void add(String pointer, String what, String expected) {
    add(new Violation(pointer, what, expected));
  }

  /** Whether further violations are dropped. */
  public boolean isFull() {
    return found.size() > MAX;
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  public List<Violation> all() {
    return List.copyOf(found);
  }
}
