package io.renwu.connector.redis.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StreamPositionTest {
  @Test
  void laterEpochsSortAfterEarlierOnes() {
    assertThat(StreamPosition.of(0, 0)).isEqualTo(1);
    assertThat(StreamPosition.of(1, 0))
        .isGreaterThan(StreamPosition.of(0, StreamPosition.MAX_OFFSET));
    assertThat(StreamPosition.of(StreamPosition.MAX_EPOCH, StreamPosition.MAX_OFFSET)).isPositive();
    assertThatThrownBy(() -> StreamPosition.of(0, StreamPosition.MAX_OFFSET + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void positionsSplitIntoEpochAndOffset() {
    long position = StreamPosition.of(3, 41);
    assertThat(StreamPosition.epoch(position)).isEqualTo(3);
    assertThat(StreamPosition.offset(position)).isEqualTo(41);
    assertThat(StreamPosition.offset(StreamPosition.START)).isEqualTo(-1);
    assertThat(StreamPosition.ofEntryId(StreamPosition.entryId(position))).isEqualTo(position);
    assertThatThrownBy(() -> StreamPosition.ofEntryId("12-1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void distanceCountsOffsets() {
    assertThat(StreamPosition.distance(StreamPosition.START, StreamPosition.of(0, 9)))
        .isEqualTo(10);
    assertThat(StreamPosition.distance(StreamPosition.of(0, 4), StreamPosition.of(0, 9)))
        .isEqualTo(5);
    assertThat(StreamPosition.distance(StreamPosition.of(0, 4), StreamPosition.of(1, 9)))
        .isEqualTo(10);
    assertThat(StreamPosition.distance(StreamPosition.of(0, 9), StreamPosition.of(0, 4))).isZero();
  }

  @Test
  void streamNamesAreParsed() {
    StreamId stream = new StreamId("behavior.check-in", 12);
    assertThat(StreamId.parse(stream.toString())).isEqualTo(stream);
    assertThatThrownBy(() -> StreamId.parse("behavior.check-in"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StreamId("a}b", 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
