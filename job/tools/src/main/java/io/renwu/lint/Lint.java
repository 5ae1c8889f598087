package io.renwu.lint;

import io.renwu.model.Task;
import io.renwu.violation.Violation;
import java.util.List;

/** Finds one kind of mistake that the task language allows. */
interface Lint {
  /** Its name, which never changes: words in lower case with hyphens. */
  String code();

  /** The mistakes in one task of a set; empty where it is not certain. */
  List<Violation> inspect(Task task, LintedSet set);
}
