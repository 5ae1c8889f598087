package io.renwu.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.connector.redis.streams.client.ServerInfo;
import org.junit.jupiter.api.Test;

class MemoryBoundTest {
  private static ServerInfo server(long used, long max) {
    return new ServerInfo("7.0.15", "noeviction", true, used, max);
  }

  @Test
  void readsBytesAndShares() {
    assertThat(MemoryBound.parse("0")).isEqualTo(MemoryBound.NONE);
    assertThat(MemoryBound.parse("0%").isNone()).isTrue();
    assertThat(MemoryBound.parse("2000000")).isEqualTo(new MemoryBound(2_000_000, 0));
    assertThat(MemoryBound.parse("2 GB")).isEqualTo(new MemoryBound(2L << 30, 0));
    assertThat(MemoryBound.parse("512kb")).isEqualTo(new MemoryBound(512 << 10, 0));
    assertThat(MemoryBound.parse("90%")).isEqualTo(new MemoryBound(0, 90));
    assertThatThrownBy(() -> MemoryBound.parse("much"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aShareBindsOnlyAServerWithAMaximum() {
    MemoryBound share = MemoryBound.parse("90%");
    assertThat(share.isReached(server(90, 0))).isFalse();
    assertThat(share.isReached(server(899, 1_000))).isFalse();
    assertThat(share.isReached(server(900, 1_000))).isTrue();
  }

  @Test
  void bytesBindEveryServer() {
    MemoryBound bytes = MemoryBound.parse("500");
    assertThat(bytes.isReached(server(499, 0))).isFalse();
    assertThat(bytes.isReached(server(500, 10_000))).isTrue();
    assertThat(MemoryBound.NONE.isReached(server(500, 400))).isFalse();
  }
}
