package io.renwu.condition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Says that a value of the event is one of these. It is <em>necessary</em> for a condition where
 * the condition is true of no event of which the clause does not hold.
 *
 * @param values each a {@link ScalarValue}
 */
public record Clause(EventPath path, Set<Object> values) {
  public Clause {
    values = Set.copyOf(values);
  }

  /**
   * The clauses that are necessary where both of two things hold: those of each, of two on one path
   * the one with fewer values.
   */
  public static List<Clause> both(List<Clause> one, List<Clause> other) {
    List<Clause> all = new ArrayList<>(one);
    for (Clause clause : other) {
      int same = place(all, clause.path);
      if (same < 0) {
        all.add(clause);
      } else if (clause.values.size() < all.get(same).values.size()) {
        all.set(same, clause);
      }
    }
    return all;
  }

  private static int place(List<Clause> clauses, EventPath path) {
    for (int i = 0; i < clauses.size(); i++) {
      if (clauses.get(i).path.equals(path)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The clauses that are necessary where one of two things holds: those on a path of which both
   * have one.
   */
  static List<Clause> either(List<Clause> one, List<Clause> other) {
    List<Clause> common = new ArrayList<>();
    for (Clause left : one) {
      int same = place(other, left.path);
      if (same >= 0) {
        Set<Object> values = new HashSet<>(left.values);
        values.addAll(other.get(same).values);
        common.add(new Clause(left.path, values));
      }
    }
    return common;
  }
}
