package io.renwu.connector.redis.streams.source.config;

/** What controls the rate at which the source reads. */
public enum ReaderRate {
  /** Nothing: the source reads as fast as the job processes. */
  OFF,
  /** The control document in Redis; unlimited while there is none. */
  CONTROLLED
}
