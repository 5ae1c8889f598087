package io.renwu.connector.redis.streams.simulation;

/** A protection that a run leaves out, to check that the simulation detects it. */
enum Removed {
  NOTHING,
  /**
   * Entries are appended one by one with explicit ids, without a check of where the stream ends.
   */
  CHAIN,
  /** The server assigns the ids of entries. */
  POSITION_IDS,
  /** A checkpoint completes without a write to every stream. */
  BARRIER,
  /** A restored writer continues at its checkpoint, even if the server lost records. */
  REWIND,
  /** Entries do not say where the stream ended when they were appended. */
  PREVIOUS,
  /** Readers release streams when a checkpoint begins. */
  TRIM_AFTER_CHECKPOINT,
  /** Restored readers start at the beginning of their streams. */
  RESTORED_POSITIONS,
  /** Each lease has twice its tokens. */
  LEASE_BUDGET,
  /** Readers are wrapped in Flink's RateLimitedSourceReader. */
  CHECKPOINT_NOTICES
}
