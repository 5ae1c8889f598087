package io.renwu.demo.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The users, by rank: few do much, many do little (Zipf with exponent 1 and Mandelbrot's shift).
 * Newcomers take the last rank.
 */
final class Population {
  /** Flattens the top: the first of 1,000 users does about 2 % of all, not 14 %. */
  private static final double SHIFT = 10;

  private final SplittableRandom random;
  private final List<Person> people = new ArrayList<>();

  Population(int users, SplittableRandom random) {
    this.random = random;
    for (int i = 0; i < users; i++) {
      add(false);
    }
  }

  /** Adds a user who is about to register. */
  Person newcomer() {
    return add(true);
  }

  /**
   * Draws a user; the density of rank {@code r} is proportional to {@code 1 / (r + SHIFT)}: rank =
   * SHIFT ((size + SHIFT) / SHIFT)^u − SHIFT for u uniform in [0, 1).
   */
  Person draw() {
    double rank = SHIFT * Math.pow((people.size() + SHIFT) / SHIFT, random.nextDouble()) - SHIFT;
    return people.get(Math.min(people.size() - 1, (int) rank));
  }

  private Person add(boolean newcomer) {
    Person person = new Person("u-" + (100_000 + people.size()), newcomer, random);
    people.add(person);
    return person;
  }
}
