package io.renwu.connector.redis.streams.source.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.connector.redis.streams.StreamId;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class StreamSplitSerializerTest {
  /** "a", partition 3, position 17. */
  private static final String VERSION_1 = "000161" + "00000003" + "0000000000000011";

  private final StreamSplitSerializer serializer = new StreamSplitSerializer();

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  @Test
  void readsWhatItWrites() throws IOException {
    StreamSplit split = new StreamSplit(new StreamId("a", 3), 17, 99);
    byte[] written = serializer.serialize(split);
    assertThat(written).isEqualTo(bytes(VERSION_1 + "0000000000000063"));
    assertThat(serializer.deserialize(2, written)).isEqualTo(split);
  }

  @Test
  void aSplitOfVersion1HasNoEnd() throws IOException {
    assertThat(serializer.deserialize(1, bytes(VERSION_1)))
        .isEqualTo(new StreamSplit(new StreamId("a", 3), 17));
  }

  @Test
  void aLaterVersionIsRefused() {
    assertThatThrownBy(() -> serializer.deserialize(3, bytes(VERSION_1)))
        .hasMessageContaining("version 3");
  }
}
