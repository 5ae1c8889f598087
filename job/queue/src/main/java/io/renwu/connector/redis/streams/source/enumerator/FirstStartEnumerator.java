package io.renwu.connector.redis.streams.source.enumerator;

import io.renwu.connector.redis.streams.source.config.FirstStart;
import io.renwu.connector.redis.streams.source.split.StreamSplit;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * An enumerator without restored state, which begins only if that is allowed. The coordinator's
 * thread waits for the answer, so that no split is assigned and no checkpoint completes before it.
 */
public final class FirstStartEnumerator
    extends ForwardingEnumerator<StreamSplit, EnumeratorState, EnumeratorState> {
  private final FirstStart firstStart;

  public FirstStartEnumerator(
      SplitEnumerator<StreamSplit, EnumeratorState> enumerator, FirstStart firstStart) {
    super(enumerator);
    this.firstStart = firstStart;
  }

  /**
   * Starts the enumerator.
   *
   * @throws SuppressRestartsException if the job may not begin; a restart would not help
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
    super.start();
  }

  @Override
  protected EnumeratorState state(EnumeratorState state) {
    return state;
  }
}
