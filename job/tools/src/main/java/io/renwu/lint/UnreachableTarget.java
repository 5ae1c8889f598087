package io.renwu.lint;

import io.renwu.model.Task;
import io.renwu.violation.Violation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A target above what can be reached in one period. */
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
      ProgressBound reach = ProgressBound.of(task, task.objectives().get(i));
      if (task.tiered()) {
        for (int tier = 0; tier < task.tiers().size(); tier++) {
          look(reach, task.tiers().get(tier).target(), "/tiers/" + tier + "/target", found);
        }
      } else {
        look(reach, task.objectives().get(i).target(), "/objectives/" + i + "/target", found);
      }
    }
    return found;
  }

  private static void look(
      ProgressBound reach, @Nullable BigDecimal target, String pointer, List<Violation> found) {
    if (reach.isBelow(target)) {
      found.add(
          new Violation(
              pointer,
              target.toPlainString(),
              "at most "
                  + reach.most().round(DIGITS).stripTrailingZeros().toPlainString()
                  + " ("
                  + reach.why()
                  + ")"));
    }
  }
}
