package io.renwu.violation;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Guesses which name was meant. */
public final class NearMiss {
  private static final int MIN_BOUND = 2;

  private NearMiss() {}

  /**
   * The known name that takes the fewest changed letters, case ignored: at most a third of the
   * letters of the given name, or {@value #MIN_BOUND}, and at most half of its own.
   */
  public static Optional<String> of(String name, Collection<String> known) {
    String lower = name.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(candidate -> edits(lower, candidate) >= 0)
        .min(
            Comparator.<String>comparingInt(candidate -> edits(lower, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Levenshtein's distance, or -1 where it is out of bounds. */
  private static int edits(String lower, String candidate) {
    int bound = Math.min(Math.max(MIN_BOUND, lower.length() / 3), candidate.length() / 2);
    return new LevenshteinDistance(bound).apply(lower, candidate.toLowerCase(Locale.ROOT));
  }
}
