package io.renwu.rules;

/** Makes JSON pointers (RFC 6901). */
final class Pointers {
  private static final int MAX_NAME = 100;

  private Pointers() {}

  /** A name of absurd length is cut, so that no answer grows with it. */
  static String member(String pointer, String name) {
    String bounded =
        name.length() <= MAX_NAME
            ? name
            : name.substring(0, name.offsetByCodePoints(0, MAX_NAME / 2)) + "…";
    return pointer + "/" + bounded.replace("~", "~0").replace("/", "~1");
  }

  static String element(String pointer, int index) {
    return pointer + "/" + index;
  }
}
