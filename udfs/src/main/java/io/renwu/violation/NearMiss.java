package io.renwu.violation;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Guesses which known name a misspelled one means. */
public final class NearMiss {
  private static final int MIN_BOUND = 2;

  private NearMiss() {}

  /**
   * The known name with the smallest edit distance, ignoring case. The distance is at most {@value
   * #MIN_BOUND} or a third of the given name's length, whichever is larger, and at most half of the
   * known name's length.
   */
  public static Optional<String> of(String name, Collection<String> known) {
    String lower = name.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(candidate -> edits(lower, candidate) >= 0)
        .min(
            Comparator.<String>comparingInt(candidate -> edits(lower, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** The Levenshtein distance; -1 if it exceeds the bound. */
  private static int edits(String lower, String candidate) {
    int bound = Math.min(Math.max(MIN_BOUND, lower.length() / 3), candidate.length() / 2);
    return new LevenshteinDistance(bound).apply(lower, candidate.toLowerCase(Locale.ROOT));
  }
}
