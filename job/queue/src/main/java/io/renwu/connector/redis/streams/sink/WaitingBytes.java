package io.renwu.connector.redis.streams.sink;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of values that a writer buffers for all streams. Written by one thread, read by any.
 */
final class WaitingBytes {
  private final AtomicLong bytes = new AtomicLong();

  long get() {
    return bytes.get();
  }

  void add(long more) {
    bytes.lazySet(bytes.get() + more);
  }
}
