package io.renwu.condition;

import dev.cel.runtime.CelFunctionBinding;

/** CEL's text functions whose usual implementation is not linear. */
final class StringFunctions {
  private StringFunctions() {}

  /** The binding of {@code contains}. */
  static Iterable<CelFunctionBinding> bindings() {
    return CelFunctionBinding.fromOverloads(
        "contains",
        CelFunctionBinding.from(
            "contains_string", String.class, String.class, StringFunctions::contains));
  }

  /**
   * Knuth, Morris and Pratt's search: {@code text.length() + part.length()} steps, while {@link
   * String#contains} may take their product.
   */
  static boolean contains(String text, String part) {
    if (part.isEmpty()) {
      return true;
    }
    int[] borders = borders(part);
    int matched = 0;
    for (int i = 0; i < text.length(); i++) {
      matched = extendMatch(part, borders, matched, text.charAt(i));
      if (matched == part.length()) {
        return true;
      }
    }
    return false;
  }

  /**
   * For each prefix of the text, the length of its longest proper prefix that is also its suffix.
   */
  private static int[] borders(String part) {
    int[] borders = new int[part.length() + 1];
    for (int i = 1; i < part.length(); i++) {
      borders[i + 1] = extendMatch(part, borders, borders[i], part.charAt(i));
    }
    return borders;
  }

  private static int extendMatch(String part, int[] borders, int matched, char next) {
    int length = matched;
    while (length > 0 && part.charAt(length) != next) {
      length = borders[length];
    }
    return part.charAt(length) == next ? length + 1 : 0;
  }
}
