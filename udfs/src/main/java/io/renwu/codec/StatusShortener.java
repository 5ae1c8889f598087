package io.renwu.codec;

import io.renwu.model.JsonSize;
import io.renwu.violation.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * Bounds the violations of one answer, so that no document makes a large record. Pointers and texts
 * are cut in length; violations that do not fit are counted.
 */
final class StatusShortener {
  /** The most bytes of all violations of one answer. */
  static final int MAX_BYTES = 64 * 1024;

  /** The most characters of a pointer, or of a text. */
  static final int MAX_TEXT = 500;

  /** Bytes of one violation beside its texts: names, quotation marks and commas. */
  private static final int FRAME_BYTES = 64;

  private StatusShortener() {}

  /** The violations from the first on that fit; a last one says how many more there are. */
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

  /** Keeps the beginning and the end: both tell the place that a long pointer names. */
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
