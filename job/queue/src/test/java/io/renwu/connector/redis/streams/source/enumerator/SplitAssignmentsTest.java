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
  void aPartitionOfEveryTopicGoesToTheSameReader() {
    SplitAssignments book = new SplitAssignments(EnumeratorState.EMPTY);
    book.give(List.of(LOGIN_0, LOGIN_1, COMMENT_1));
    assertThat(book.take(Set.of(1), 2)).isEqualTo(Map.of(1, List.of(COMMENT_1, LOGIN_1)));
    assertThat(book.take(Set.of(1), 2)).isEmpty();
    assertThat(book.take(Set.of(0, 1), 2)).isEqualTo(Map.of(0, List.of(LOGIN_0)));
  }

  @Test
  void knowsWhetherUsersAreTornApart() {
    SplitAssignments book = new SplitAssignments(EnumeratorState.EMPTY);
    assertThat(book.isAligned(2)).isTrue();
    book.give(List.of(LOGIN_1, COMMENT_1));
    book.take(Set.of(1), 2);
    assertThat(book.isAligned(3)).as("2 partitions each").isTrue();
    book.give(List.of(new StreamSplit(new StreamId("view", 3), 0)));
    assertThat(book.isAligned(2)).as("2, 2 and 4 for 2 readers").isTrue();
    assertThat(book.isAligned(4)).as("2, 2 and 4 for 4 readers").isFalse();
  }

  @Test
  void whatComesBackIsGivenAgainFromWhereItWas() {
    SplitAssignments book = new SplitAssignments(EnumeratorState.EMPTY);
    book.give(List.of(LOGIN_1));
    book.take(Set.of(1), 2);
    StreamSplit later = new StreamSplit(LOGIN_1.stream(), 99);
    book.give(List.of(later));
    assertThat(book.unknown(List.of(LOGIN_1.stream()))).isEmpty();
    assertThat(book.take(Set.of(0, 1), 2)).isEqualTo(Map.of(1, List.of(later)));
  }

  @Test
  void nothingKnownIsFoundAgainAfterARestore() throws IOException {
    SplitAssignments book = new SplitAssignments(EnumeratorState.EMPTY);
    book.give(List.of(LOGIN_0, LOGIN_1));
    book.take(Set.of(0), 2);
    EnumeratorStateSerializer serializer = new EnumeratorStateSerializer();
    byte[] bytes = serializer.serialize(book.state("{}", 3));
    EnumeratorState state = serializer.deserialize(serializer.getVersion(), bytes);
    assertThat(state).isEqualTo(book.state("{}", 3));
    SplitAssignments restored = new SplitAssignments(state);
    assertThat(restored.unknown(List.of(LOGIN_0.stream(), LOGIN_1.stream(), COMMENT_1.stream())))
        .containsExactly(COMMENT_1.stream());
    assertThat(restored.waiting()).isEqualTo(1);
    assertThat(restored.known()).isEqualTo(2);
    assertThatThrownBy(() -> serializer.deserialize(9, bytes)).hasMessageContaining("version 9");
  }

  /** "a" 3 is assigned; "b" 4 waits: position 17, end 99. */
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
