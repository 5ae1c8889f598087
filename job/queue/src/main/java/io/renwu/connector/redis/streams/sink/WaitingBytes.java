package io.renwu.connector.redis.streams.sink;

import java.util.concurrent.atomic.AtomicLong;

/** The values that a writer holds, all its streams together. Changed by one thread, read by any. */
final class WaitingBytes {
  private final AtomicLong bytes = new AtomicLong();

  long get() {
    return bytes.get();
  }

  void add(long more) {
    bytes.lazySet(bytes.get() + more);
  }
}
