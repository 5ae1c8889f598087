package io.renwu.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void fillsAtItsRateUpToItsCapacity() {
    TokenBucket bucket = TokenBucket.empty(10, 5, 0);
    assertThat(bucket.at(SECOND / 10).whole()).isEqualTo(1);
    assertThat(bucket.at(SECOND).whole()).isEqualTo(5);
    assertThat(bucket.at(SECOND).take(5).at(SECOND + SECOND / 5).whole()).isEqualTo(2);
    assertThat(bucket.at(-SECOND)).isEqualTo(bucket);
  }

  @Test
  void keepsFractions() {
    TokenBucket bucket = TokenBucket.empty(0.5, 1, 0);
    for (int i = 1; i <= 20; i++) {
      bucket = bucket.at(i * SECOND / 10);
    }
    assertThat(bucket.tokens()).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void givesNoMoreThanItHas() {
    TokenBucket bucket = TokenBucket.empty(10, 5, 0).at(SECOND / 10);
    assertThatThrownBy(() -> bucket.take(2)).isInstanceOf(IllegalArgumentException.class);
  }
}
