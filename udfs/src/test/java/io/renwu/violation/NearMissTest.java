package io.renwu.violation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearMissTest {
  @Test
  void findsTheNameWithTheFewestChanges() {
    assertThat(NearMiss.of("imgae", List.of("image", "images"))).contains("image");
    assertThat(NearMiss.of("reward", List.of("rewardId", "rewards"))).contains("rewards");
    assertThat(NearMiss.of("Status", List.of("start", "status"))).contains("status");
  }

  @Test
  void prefersTheAlphabeticallyFirstOfTwo() {
    assertThat(NearMiss.of("rate.x", List.of("rate.b", "rate.a"))).contains("rate.a");
  }

  @Test
  void findsNothingIfAllNamesDifferTooMuch() {
    assertThat(NearMiss.of("xy", List.of("id", "per"))).isEmpty();
    assertThat(NearMiss.of("behaviour", List.of("aggregation", "target"))).isEmpty();
    assertThat(NearMiss.of("a".repeat(1 << 20), List.of("aaa"))).isEmpty();
  }
}
