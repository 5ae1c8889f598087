package io.renwu.connector.redis.streams.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.source.split.StreamSplit;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SplitAssignmentsTest {
  private static final StreamSplit LOGIN_0 = new StreamSplit(new StreamId("login", 0), 0);
  private static final StreamSplit LOGIN_1 = new StreamSplit(new StreamId("login", 1), 17);
  private static final StreamSplit COMMENT_1 =
      new StreamSplit(new StreamId("comment", 1), Long.MAX_VALUE);

  @Test
  void theSamePartitionsOfAllTopicsGoToOneReader() {
    SplitAssignments assignments = new SplitAssignments(EnumeratorState.EMPTY);
    assignments.add(List.of(LOGIN_0, LOGIN_1, COMMENT_1));
    assertThat(assignments.assign(Set.of(1), 2)).isEqualTo(Map.of(1, List.of(COMMENT_1, LOGIN_1)));
    assertThat(assignments.assign(Set.of(1), 2)).isEmpty();
    assertThat(assignments.assign(Set.of(0, 1), 2)).isEqualTo(Map.of(0, List.of(LOGIN_0)));
  }

  @Test
  void knowsWhetherOneReaderHasAllStreamsOfAUser() {
    SplitAssignments assignments = new SplitAssignments(EnumeratorState.EMPTY);
    assertThat(assignments.isAligned(2)).isTrue();
    assignments.add(List.of(LOGIN_1, COMMENT_1));
    assignments.assign(Set.of(1), 2);
    assertThat(assignments.isAligned(3)).as("2 partitions each").isTrue();
    assignments.add(List.of(new StreamSplit(new StreamId("view", 3), 0)));
    assertThat(assignments.isAligned(2)).as("2, 2 and 4 for 2 readers").isTrue();
    assertThat(assignments.isAligned(4)).as("2, 2 and 4 for 4 readers").isFalse();
  }

  @Test
  void aReturnedSplitIsAssignedAgainWithItsPosition() {
    SplitAssignments assignments = new SplitAssignments(EnumeratorState.EMPTY);
    assignments.add(List.of(LOGIN_1));
    assignments.assign(Set.of(1), 2);
    StreamSplit later = new StreamSplit(LOGIN_1.stream(), 99);
    assignments.add(List.of(later));
    assertThat(assignments.unknown(List.of(LOGIN_1.stream()))).isEmpty();
    assertThat(assignments.assign(Set.of(0, 1), 2)).isEqualTo(Map.of(1, List.of(later)));
  }

  @Test
  void restoredStreamsAreNotNewAgain() throws IOException {
    SplitAssignments assignments = new SplitAssignments(EnumeratorState.EMPTY);
    assignments.add(List.of(LOGIN_0, LOGIN_1));
    assignments.assign(Set.of(0), 2);
    EnumeratorStateSerializer serializer = new EnumeratorStateSerializer();
    byte[] bytes = serializer.serialize(assignments.state("{}", 3));
    EnumeratorState state = serializer.deserialize(serializer.getVersion(), bytes);
    assertThat(state).isEqualTo(assignments.state("{}", 3));
    SplitAssignments restored = new SplitAssignments(state);
    assertThat(restored.unknown(List.of(LOGIN_0.stream(), LOGIN_1.stream(), COMMENT_1.stream())))
        .containsExactly(COMMENT_1.stream());
    assertThat(restored.waiting()).isEqualTo(1);
    assertThat(restored.known()).isEqualTo(2);
    assertThatThrownBy(() -> serializer.deserialize(9, bytes)).hasMessageContaining("version 9");
  }

  /** Stream a:3 is assigned; b:4 is not, with position 17 and end 99. */
  @Test
  void aStateOfVersion2HasSplitsWithoutTrails() throws IOException {
    String assigned = "00000001" + "000161" + "00000003";
    String waiting = "00000001" + "000162" + "00000004" + "0000000000000011" + "0000000000000063";
    EnumeratorStateSerializer serializer = new EnumeratorStateSerializer();
    EnumeratorState state = serializer.deserialize(2, HexFormat.of().parseHex(assigned + waiting));
    assertThat(state)
        .isEqualTo(
            new EnumeratorState(
                Set.of(new StreamId("a", 3)),
                List.of(new StreamSplit(new StreamId("b", 4), 17, 99)),
                null,
                0));
    assertThat(serializer.serialize(state))
        .isEqualTo(
            HexFormat.of()
                .parseHex(assigned + waiting + "00000000" + "ffffffff" + "0000000000000000"));
  }
}
