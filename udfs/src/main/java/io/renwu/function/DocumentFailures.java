package io.renwu.function;

import java.io.Serializable;
import java.util.Map;

/** Counts the failures of published records in the rule gate, so that it can give a record up. */
public interface DocumentFailures extends Serializable {
  /** Counts nothing, so that no record is ever given up. */
  DocumentFailures NONE =
      new DocumentFailures() {
        private static final long serialVersionUID = 1L;

        @Override
        public Map<Long, GivenUp> givenUp() {
          return Map.of();
        }

        @Override
        public void count(PublishedRecord record, Throwable failure) {
          // Not counted.
        }
      };

  /**
   * Why a record is given up.
   *
   * @param lastAtMillis when it last failed; a record published later is a different one
   * @param why the reason for the publisher
   */
  record GivenUp(long lastAtMillis, String why) {}

  /** The records that failed too often, by offset. Waits for a bounded time, never throws. */
  Map<Long, GivenUp> givenUp();

  /** Counts a failure that the record may have caused. Waits for a bounded time, never throws. */
  void count(PublishedRecord record, Throwable failure);
}
