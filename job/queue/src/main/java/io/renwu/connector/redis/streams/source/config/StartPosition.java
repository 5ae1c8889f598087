package io.renwu.connector.redis.streams.source.config;

/**
 * Where a job without a checkpoint begins to read the streams that it finds at first. Streams found
 * later, or by a job with a checkpoint that does not know them, are read from their beginning.
 */
public enum StartPosition {
  /** After what the last completed checkpoint of any job covers; else at the earliest record. */
  TAKEN,
  /** At the earliest record that still exists. */
  EARLIEST,
  /** After the last record that exists at the start. */
  LATEST
}
