package io.renwu.connector.redis.streams.source.config;

import java.io.IOException;
import java.io.Serializable;

/**
 * Says how far what comes behind the job is behind. Signals have names, which stand in the control
 * document. Everything here is called by one thread that may block.
 */
@FunctionalInterface
public interface DownstreamSignal extends Serializable {
  /** None has a name. */
  DownstreamSignal NONE =
      name -> {
        throw new IOException("this job knows no signal");
      };

  /**
   * Begins to read a signal.
   *
   * @throws IOException if there is none of that name
   */
  Readings open(String name) throws IOException;

  /** A signal that is read again and again. */
  interface Readings extends AutoCloseable {
    /**
     * How far behind it is now, 0 or more, finite.
     *
     * @throws IOException if that cannot be known now; after some seconds at the latest
     */
    double read() throws IOException;

    @Override
    void close();
  }
}
