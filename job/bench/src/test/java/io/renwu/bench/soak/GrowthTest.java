package io.renwu.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private static double of(long... values) {
    List<Long> samples = LongStream.of(values).boxed().toList();
    return Growth.of(samples, Long::longValue);
  }

  @Test
  void ignoresTheFirstThird() {
    assertThat(of(0, 50, 90, 100, 110, 90, 100, 120, 80)).isEqualTo(1);
  }

  @Test
  void steadyGrowthIsTheRatioOfTheLastTwoThirds() {
    assertThat(of(1, 2, 3, 4, 5, 6, 7, 8, 9)).isEqualTo(8.0 / 5);
  }

  @Test
  void zeroIsLevelAndGrowthFromZeroIsInfinite() {
    assertThat(of(5, 5, 5, 0, 0, 0, 0, 0, 0)).isEqualTo(1);
    assertThat(of(0, 0, 0, 0, 0, 0, 0, 0, 1)).isInfinite();
  }
}
