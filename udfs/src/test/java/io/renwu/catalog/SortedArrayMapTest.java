package io.renwu.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SortedArrayMapTest {
  private static final int KEYS = 40;

  /** A value that equals none but itself. */
  private static final class Value {}

  @Test
  void tellsExactlyInWhatTwoMapsDiffer() {
    Random random = new Random(11);
    for (int i = 0; i < 2_000; i++) {
      SortedArrayMap<Integer, Value> older =
          changed(SortedArrayMap.empty(), random, random.nextInt(KEYS));
      SortedArrayMap<Integer, Value> newer =
          changed(
              random.nextInt(9) == 0 ? SortedArrayMap.empty() : older,
              random,
              random.nextInt(KEYS));
      List<Value> gone = new ArrayList<>();
      List<Value> come = new ArrayList<>();
      newer.changesSince(older, gone::add, come::add);
      assertThat(gone).as("round " + i).containsExactlyElementsOf(without(older, newer));
      assertThat(come).as("round " + i).containsExactlyElementsOf(without(newer, older));
    }
  }

  private static SortedArrayMap<Integer, Value> changed(
      SortedArrayMap<Integer, Value> index, Random random, int changes) {
    SortedArrayMap<Integer, Value> changed = index;
    for (int i = 0; i < changes; i++) {
      int key = random.nextInt(KEYS);
      changed = random.nextInt(3) == 0 ? changed.without(key) : changed.with(key, new Value());
    }
    return changed;
  }

  private static List<Value> without(
      SortedArrayMap<Integer, Value> all, SortedArrayMap<Integer, Value> others) {
    Set<Value> other = new HashSet<>(others.values());
    return all.values().stream().filter(value -> !other.contains(value)).toList();
  }
}
