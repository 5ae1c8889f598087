package io.renwu.connector.redis.streams.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.connector.redis.streams.source.config.FirstStart;
import io.renwu.connector.redis.streams.source.split.StreamSplit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;

class FirstStartEnumeratorTest {
  private final Started inner = new Started();

  private FirstStartEnumerator asking(FirstStart firstStart) {
    return new FirstStartEnumerator(inner, firstStart);
  }

  @Test
  void beginsIfAllowed() {
    asking(FirstStart.ALLOWED).start();
    assertThat(inner.started).isTrue();
  }

  @Test
  void aRefusalEndsTheJobWithoutRestarts() {
    assertThatThrownBy(() -> asking(() -> Optional.of("it ran before")).start())
        .isInstanceOf(SuppressRestartsException.class)
        .hasRootCauseMessage("it ran before");
    assertThat(inner.started).isFalse();
  }

  @Test
  void anUnavailableAnswerFailsTheAttempt() {
    FirstStart away =
        () -> {
          throw new IOException("Kafka is away");
        };
    assertThatThrownBy(() -> asking(away).start())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Kafka is away");
    assertThat(inner.started).isFalse();
  }

  private static final class Started implements SplitEnumerator<StreamSplit, EnumeratorState> {
    private boolean started;

    @Override
    public void start() {
      started = true;
    }

    @Override
    public void handleSplitRequest(int subtask, String requesterHostname) {}

    @Override
    public void addSplitsBack(List<StreamSplit> splits, int subtask) {}

    @Override
    public void addReader(int subtask) {}

    @Override
    public EnumeratorState snapshotState(long checkpointId) {
      return EnumeratorState.EMPTY;
    }

    @Override
    public void close() {}
  }
}
