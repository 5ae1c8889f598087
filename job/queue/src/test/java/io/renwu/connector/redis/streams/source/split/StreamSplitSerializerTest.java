package io.renwu.connector.redis.streams.source.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.connector.redis.streams.StreamId;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamSplitSerializerTest {
  /** Topic a, partition 3, position 17. */
  private static final String VERSION_1 = "000161" + "00000003" + "0000000000000011";

  /** The same with end 99. */
  private static final String VERSION_2 = VERSION_1 + "0000000000000063";

  private final StreamSplitSerializer serializer = new StreamSplitSerializer();

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  @Test
  void readsWhatItWrites() throws IOException {
    List<ReadPosition> trail = List.of(new ReadPosition(9, 1_000), new ReadPosition(17, 4_096));
    StreamSplit split = new StreamSplit(new StreamId("a", 3), 17, 99, trail);
    byte[] written = serializer.serialize(split);
    assertThat(written)
        .isEqualTo(
            bytes(
                VERSION_2
                    + "00000002"
                    + "000000000000000900000000000003e8"
                    + "00000000000000110000000000001000"));
    assertThat(serializer.deserialize(3, written)).isEqualTo(split);
    assertThat(split.receivedAtMillis()).isEqualTo(4_096);
  }

  @Test
  void aSplitOfVersion2HasNoTrail() throws IOException {
    StreamSplit split = serializer.deserialize(2, bytes(VERSION_2));
    assertThat(split).isEqualTo(new StreamSplit(new StreamId("a", 3), 17, 99));
    assertThat(split.receivedAtMillis()).isZero();
  }

  @Test
  void aSplitOfVersion1HasNoEnd() throws IOException {
    assertThat(serializer.deserialize(1, bytes(VERSION_1)))
        .isEqualTo(new StreamSplit(new StreamId("a", 3), 17));
  }

  @Test
  void aLaterVersionIsRefused() {
    assertThatThrownBy(() -> serializer.deserialize(4, bytes(VERSION_1)))
        .hasMessageContaining("version 4");
  }
}
