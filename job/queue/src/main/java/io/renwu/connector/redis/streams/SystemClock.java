package io.renwu.connector.redis.streams;

/** The source of time, replaced by a manual clock in tests. */
public interface SystemClock {
  /** The machine's clock. */
  SystemClock REAL =
      new SystemClock() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public long millis() {
          return System.currentTimeMillis();
        }
      };

  /** Monotonic nanoseconds from an arbitrary origin. */
  long nanos();

  /** Epoch milliseconds. */
  long millis();
}
