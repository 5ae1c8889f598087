package io.renwu.connector.redis.streams;

/** Where the shells read the time. */
public interface SystemClock {
  /** The machine's. */
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

  /** Monotonic, of no particular origin. */
  long nanos();

  /** Epoch milliseconds. */
  long millis();
}
