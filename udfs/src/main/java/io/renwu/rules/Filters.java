package io.renwu.rules;

/** Reads conditions. */
final class Filters {
  private Filters() {}

  /** The source of a condition that compiles, or null. */
  static String parse(Cursor field, Violations violations) {
    if (field.isAbsent()) {
      return null;
    }
    if (field.value() instanceof String source) {
      Conditions.compile(source, field.pointer(), violations::add);
      return source;
    }
    field.wrong("a condition, as text");
    return null;
  }
}
