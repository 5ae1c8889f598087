package io.renwu.connector.redis.streams.source.config;

import java.io.IOException;
import java.io.Serializable;

/**
 * Reports how far the consumers of this job's output lag. A signal has a name, which the control
 * document uses. All methods are called by one thread, which may block.
 */
@FunctionalInterface
public interface DownstreamSignal extends Serializable {
  /** There are no signals. */
  DownstreamSignal NONE =
      name -> {
        throw new IOException("this job has no signals");
      };

  /**
   * Opens a signal for reading.
   *
   * @throws IOException if there is no signal of that name
   */
  Readings open(String name) throws IOException;

  /** An open signal, which is read repeatedly. */
  interface Readings extends AutoCloseable {
    /**
     * The lag now: 0 or more, finite.
     *
     * @throws IOException if the lag cannot be read now; within seconds
     */
    double read() throws IOException;

    @Override
    void close();
  }
}
