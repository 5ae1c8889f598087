package io.renwu.function;

import java.io.Serializable;
import java.util.Map;

/** Keeps count of the published records by which the gate fails, so that they can be given up. */
public interface DocumentFailures extends Serializable {
  /** Counts nothing: no record is ever given up. */
  DocumentFailures NONE =
      new DocumentFailures() {
        private static final long serialVersionUID = 1L;

        @Override
        public Map<Long, GivenUp> givenUp() {
          return Map.of();
        }

        @Override
        public void count(PublishedRecord record, Throwable failure) {
          // Nobody asks.
        }
      };

  /**
   * Why a record is given up.
   *
   * @param lastAtMillis when it failed last: a record that was published later is another one
   * @param why for whoever published it
   */
  record GivenUp(long lastAtMillis, String why) {}

  /** The records that have failed too often, by offset; waits for a bounded time, never throws. */
  Map<Long, GivenUp> givenUp();

  /** Counts a failure if it may be due to the record; waits for a bounded time, never throws. */
  void count(PublishedRecord record, Throwable failure);
}
