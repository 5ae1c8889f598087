package io.renwu.lint;

import io.renwu.model.Task;
import io.renwu.violation.Violation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** A target above the most progress that one period allows. */
final class UnreachableTarget implements Lint {
  private static final MathContext DIGITS = new MathContext(9);

  @Override
  public String code() {
    return "unreachable-target";
  }

  @Override
  public List<Violation> inspect(Task task, LintedSet set) {
    List<Violation> found = new ArrayList<>();
    for (int i = 0; i < task.objectives().size(); i++) {
      ProgressBound bound = ProgressBound.of(task, task.objectives().get(i));
      if (task.tiered()) {
        for (int tier = 0; tier < task.tiers().size(); tier++) {
          check(bound, task.tiers().get(tier).target(), "/tiers/" + tier + "/target", found);
        }
      } else {
        check(bound, task.objectives().get(i).target(), "/objectives/" + i + "/target", found);
      }
    }
    return found;
  }

  private static void check(
      ProgressBound bound, BigDecimal target, String pointer, List<Violation> found) {
    BigDecimal most = bound.most();
    if (most != null && most.compareTo(target) < 0) {
      found.add(
          new Violation(
              pointer,
              target.toPlainString(),
              "at most "
                  + most.round(DIGITS).stripTrailingZeros().toPlainString()
                  + " ("
                  + bound.why()
                  + ")"));
    }
  }
}
