package io.renwu.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.connector.redis.streams.client.ServerInfo;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "100%",
        "7 %",
        "123456789kb",
        "999999999999999",
        "999999999999999kb",
        "8388607gb"
      })
  void theOptionTakesWhatIsRead(String text) {
    assertThat(MemoryBound.parse(text)).isNotNull();
    assertThat(config(text).get(Options.QUEUE_MAX_MEMORY)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "101%", "-1", "1tb", "1.5gb", "1000000000000000", "999999999999999gb"})
  void theOptionRefusesWhatIsNot(String text) {
    assertThatThrownBy(() -> MemoryBound.parse(text)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> config(text)).isInstanceOf(ConfigException.class);
  }

  private static RenwuConfig config(String memory) {
    return RenwuConfig.load(
        Optional.empty(), Map.of(Options.QUEUE_MAX_MEMORY.key(), memory), Map.of());
  }

  @Test
  void aShareAppliesOnlyToAServerWithAMaximum() {
    MemoryBound share = MemoryBound.parse("90%");
    assertThat(share.isReached(server(90, 0))).isFalse();
    assertThat(share.isReached(server(899, 1_000))).isFalse();
    assertThat(share.isReached(server(900, 1_000))).isTrue();
  }

  @Test
  void bytesApplyToEveryServer() {
    MemoryBound bytes = MemoryBound.parse("500");
    assertThat(bytes.isReached(server(499, 0))).isFalse();
    assertThat(bytes.isReached(server(500, 10_000))).isTrue();
    assertThat(MemoryBound.NONE.isReached(server(500, 400))).isFalse();
  }
}
