package io.renwu.bench.soak;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Whether a figure has stopped growing.
 *
 * <pre>
 * growth = mean over the last third of the samples / mean over the third before it
 * </pre>
 */
final class Growth {
  /** Fewer samples make a third meaningless. */
  static final int LEAST_SAMPLES = 9;

  private Growth() {}

  /**
   * Measures the growth.
   *
   * @param samples in order of time, at least {@link #LEAST_SAMPLES}
   */
  static <T> double of(List<T> samples, ToLongFunction<T> figure) {
    int third = samples.size() / 3;
    int size = samples.size();
    double last = mean(samples.subList(size - third, size), figure);
    double before = mean(samples.subList(size - 2 * third, size - third), figure);
    return before == 0 ? (last == 0 ? 1 : Double.POSITIVE_INFINITY) : last / before;
  }

  private static <T> double mean(List<T> samples, ToLongFunction<T> figure) {
    return samples.stream().mapToLong(figure).average().orElseThrow();
  }
}
