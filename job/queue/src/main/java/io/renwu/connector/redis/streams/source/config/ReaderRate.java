package io.renwu.connector.redis.streams.source.config;

/** Who says how fast the source reads. */
public enum ReaderRate {
  /** Nobody: as fast as the job takes the records. */
  OFF,
  /** The control document in Redis; unlimited while there is none. */
  CONTROLLED
}
