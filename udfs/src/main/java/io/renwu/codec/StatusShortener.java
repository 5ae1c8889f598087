package io.renwu.codec;

import io.renwu.model.JsonSize;
import io.renwu.violation.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * Bounds the size of an answer's violations. Pointers and texts are truncated; violations that do
 * not fit are only counted.
 */
final class StatusShortener {
  /** The maximum bytes of all violations of one answer. */
  static final int MAX_BYTES = 64 * 1024;

  /** The maximum characters of a pointer or text. */
  static final int MAX_TEXT = 500;

  /** Bytes of one violation beside its texts: names, quotation marks and commas. */
  private static final int FRAME_BYTES = 64;

  private StatusShortener() {}

  /** The first violations that fit; a last one tells how many more there are. */
  static List<Violation> of(List<Violation> violations) {
    List<Violation> kept = new ArrayList<>(violations.size());
    long bytes = 0;
    for (Violation violation : violations) {
      Violation shortened =
          new Violation(
              cut(violation.pointer()), cut(violation.found()), cut(violation.expected()));
      bytes += bytes(shortened);
      if (bytes > MAX_BYTES) {
        int more = violations.size() - kept.size();
        kept.add(new Violation("", "and " + more + " more violations", "none"));
        break;
      }
      kept.add(shortened);
    }
    return kept;
  }

  /** Keeps the beginning and the end, which both help to locate a long pointer. */
  private static String cut(String text) {
    if (text == null || text.length() <= MAX_TEXT) {
      return text;
    }
    int half = MAX_TEXT / 2;
    return text.substring(0, half) + "…" + text.substring(text.length() - half);
  }

  private static long bytes(Violation violation) {
    return FRAME_BYTES
        + JsonSize.of(violation.pointer())
        + JsonSize.of(violation.found())
        + JsonSize.of(violation.expected());
  }
}
