package io.renwu.job.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant. */
public final class NearMiss {
  private NearMiss() {}

  /** The candidate that is the fewest edits away, if those are at most a third of the text. */
  public static Optional<String> of(String text, Collection<String> candidates) {
    int bound = Math.max(2, text.length() / 3);
    return candidates.stream()
        .filter(candidate -> edits(text, candidate) <= bound)
        .min(
            Comparator.<String>comparingInt(candidate -> edits(text, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Levenshtein's distance: the insertions, deletions and changes of one character each. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
