package io.renwu.connector.redis.streams.source.enumerator;

import io.renwu.connector.redis.streams.source.config.FirstStart;
import io.renwu.connector.redis.streams.source.split.StreamSplit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * An enumerator without restored state, which begins only where that is allowed. The coordinator's
 * thread waits for the answer, so that nothing is assigned and no checkpoint completes before it.
 */
public final class FirstStartEnumerator implements SplitEnumerator<StreamSplit, EnumeratorState> {
  private final SplitEnumerator<StreamSplit, EnumeratorState> enumerator;
  private final FirstStart firstStart;

  public FirstStartEnumerator(
      SplitEnumerator<StreamSplit, EnumeratorState> enumerator, FirstStart firstStart) {
    this.enumerator = enumerator;
    this.firstStart = firstStart;
  }

  /**
   * Begins.
   *
   * @throws SuppressRestartsException if the job may not: a restart would find the same
   */
  @Override
  public void start() {
    try {
      firstStart
          .refusal()
          .ifPresent(
              why -> {
                throw new SuppressRestartsException(new IllegalStateException(why));
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    enumerator.start();
  }

  @Override
  public void handleSplitRequest(int subtask, String requesterHostname) {
    enumerator.handleSplitRequest(subtask, requesterHostname);
  }

  @Override
  public void addSplitsBack(List<StreamSplit> splits, int subtask) {
    enumerator.addSplitsBack(splits, subtask);
  }

  @Override
  public void addReader(int subtask) {
    enumerator.addReader(subtask);
  }

  @Override
  public void handleSourceEvent(int subtask, SourceEvent event) {
    enumerator.handleSourceEvent(subtask, event);
  }

  @Override
  public EnumeratorState snapshotState(long checkpointId) throws Exception {
    return enumerator.snapshotState(checkpointId);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    enumerator.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    enumerator.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void close() throws IOException {
    enumerator.close();
  }
}
