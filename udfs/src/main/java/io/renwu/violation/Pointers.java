package io.renwu.violation;

/** Makes JSON pointers (RFC 6901). */
public final class Pointers {
  private static final int MAX_NAME = 100;

  private Pointers() {}

  /** The pointer of a field. Very long names are shortened, to bound the size of answers. */
  public static String member(String pointer, String name) {
    String bounded =
        name.length() <= MAX_NAME
            ? name
            : name.substring(0, name.offsetByCodePoints(0, MAX_NAME / 2)) + "…";
    return pointer + "/" + bounded.replace("~", "~0").replace("/", "~1");
  }

  public static String element(String pointer, int index) {
    return pointer + "/" + index;
  }
}
