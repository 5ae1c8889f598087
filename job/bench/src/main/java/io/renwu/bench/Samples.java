package io.renwu.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The results of a measurement's rounds, ascending; at least one. */
public record Samples(List<Double> values) {
  public Samples {
    values = values.stream().sorted().toList();
  }

  public static Samples of(double... values) {
    return new Samples(Arrays.stream(values).boxed().toList());
  }

  /** One value of each round. */
  public static <R> Samples of(List<R> rounds, ToDoubleFunction<R> value) {
    return new Samples(rounds.stream().map(value::applyAsDouble).toList());
  }

  /** The median; of an even number of values, the mean of the middle two. */
  public double median() {
    int size = values.size();
    return (values.get((size - 1) / 2) + values.get(size / 2)) / 2;
  }

  /** The quantile: the value that this share of all values, 0 to 1, does not exceed. */
  public double share(double share) {
    return values.get((int) Math.ceil(share * values.size()) - 1);
  }

  public double least() {
    return values.get(0);
  }

  public double greatest() {
    return values.get(values.size() - 1);
  }
}
