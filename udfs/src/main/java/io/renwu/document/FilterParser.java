package io.renwu.document;

import io.renwu.condition.ConditionCompiler;
import io.renwu.violation.Violations;
import org.jspecify.annotations.Nullable;

/** Reads conditions. */
final class FilterParser {
  private FilterParser() {}

  /** The source of a condition. One that does not compile is returned, too, and has a violation. */
  static @Nullable String parse(DocumentCursor field, Violations violations) {
    if (field.isAbsent()) {
      return null;
    }
    if (field.value() instanceof String source) {
      ConditionCompiler.compile(source, field.pointer(), violations::add);
      return source;
    }
    field.reject("a condition, as text");
    return null;
  }
}
