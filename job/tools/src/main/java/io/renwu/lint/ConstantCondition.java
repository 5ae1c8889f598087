package io.renwu.lint;

import io.renwu.condition.ConditionFacts;
import io.renwu.model.Task;
import io.renwu.violation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A condition that is constant, or that contradicts the audience's condition. */
final class ConstantCondition implements Lint {
  private static final String EXPECTED = "a condition that is true for some events only";

  @Override
  public String code() {
    return "constant-condition";
  }

  @Override
  public List<Violation> inspect(Task task, LintedSet set) {
    List<Violation> found = new ArrayList<>();
    String audience = task.audience().filter();
    checkAlone(audience, "/audience/filter", found);
    boolean isAudienceConstant = !found.isEmpty();
    for (int i = 0; i < task.objectives().size(); i++) {
      String filter = task.objectives().get(i).filter();
      String pointer = "/objectives/" + i + "/filter";
      int before = found.size();
      checkAlone(filter, pointer, found);
      if (!isAudienceConstant
          && filter != null
          && found.size() == before
          && ConditionFacts.of(audience, filter).areContradictory()) {
        found.add(new Violation(pointer, "a condition that contradicts the audience's", EXPECTED));
      }
    }
    return found;
  }

  private static void checkAlone(@Nullable String filter, String pointer, List<Violation> found) {
    if (filter == null) {
      return;
    }
    Optional<Boolean> constant = ConditionFacts.constant(filter);
    if (constant.isPresent()) {
      found.add(new Violation(pointer, "a condition that is always " + constant.get(), EXPECTED));
    } else if (ConditionFacts.of(filter).areContradictory()) {
      found.add(new Violation(pointer, "a condition that is never true", EXPECTED));
    }
  }
}
