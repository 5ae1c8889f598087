package io.renwu.lint;

import io.renwu.model.Task;
import io.renwu.violation.Violation;
import java.util.List;

/** Looks for one kind of thing that is surely not meant. */
interface Lint {
  /** Its name, which never changes: words in lower case with hyphens. */
  String code();

  /** What it finds in one task of a set; empty where it is not sure. */
  List<Violation> inspect(Task task, LintedSet set);
}
