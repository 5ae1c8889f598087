package io.renwu.condition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * States that a value of the event is one of several. A clause is <em>necessary</em> for a
 * condition if it holds for every event for which the condition is true.
 *
 * @param values each a {@link ScalarValue}
 */
public record Clause(EventPath path, Set<Object> values) {
  public Clause {
    values = Set.copyOf(values);
  }

  /**
   * The clauses necessary for both of two conditions to hold: all clauses of both; of two on one
   * path, the one with fewer values.
   */
  public static List<Clause> necessaryForBoth(List<Clause> one, List<Clause> other) {
    List<Clause> all = new ArrayList<>(one);
    for (Clause clause : other) {
      int same = indexOnPath(all, clause.path);
      if (same < 0) {
        all.add(clause);
      } else if (clause.values.size() < all.get(same).values.size()) {
        all.set(same, clause);
      }
    }
    return all;
  }

  private static int indexOnPath(List<Clause> clauses, EventPath path) {
    for (int i = 0; i < clauses.size(); i++) {
      if (clauses.get(i).path.equals(path)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The clauses necessary for one of two conditions to hold: for each path that has a clause of
   * both, one with the values of both.
   */
  static List<Clause> necessaryForEither(List<Clause> one, List<Clause> other) {
    List<Clause> common = new ArrayList<>();
    for (Clause left : one) {
      int same = indexOnPath(other, left.path);
      if (same >= 0) {
        Set<Object> values = new HashSet<>(left.values);
        values.addAll(other.get(same).values);
        common.add(new Clause(left.path, values));
      }
    }
    return common;
  }
}
