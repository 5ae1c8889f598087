package io.renwu.condition;

import dev.cel.runtime.CelFunctionBinding;

/** CEL's functions of texts of which the usual form is not linear. */
final class StringFunctions {
  private StringFunctions() {}

  /** {@code contains}, found by its name for both ways to write a call of it. */
  static Iterable<CelFunctionBinding> bindings() {
    return CelFunctionBinding.fromOverloads(
        "contains",
        CelFunctionBinding.from(
            "contains_string", String.class, String.class, StringFunctions::contains));
  }

  /**
   * Knuth, Morris and Pratt's search: {@code text.length() + part.length()} steps, where {@link
   * String#contains} may take their product.
   */
  static boolean contains(String text, String part) {
    if (part.isEmpty()) {
      return true;
    }
    int[] borders = borders(part);
    int matched = 0;
    for (int i = 0; i < text.length(); i++) {
      matched = extended(part, borders, matched, text.charAt(i));
      if (matched == part.length()) {
        return true;
      }
    }
    return false;
  }

  /** The length of the longest proper prefix of each prefix that is its suffix too. */
  private static int[] borders(String part) {
    int[] borders = new int[part.length() + 1];
    for (int i = 1; i < part.length(); i++) {
      borders[i + 1] = extended(part, borders, borders[i], part.charAt(i));
    }
    return borders;
  }

  private static int extended(String part, int[] borders, int matched, char next) {
    int length = matched;
    while (length > 0 && part.charAt(length) != next) {
      length = borders[length];
    }
    return part.charAt(length) == next ? length + 1 : 0;
  }
}
