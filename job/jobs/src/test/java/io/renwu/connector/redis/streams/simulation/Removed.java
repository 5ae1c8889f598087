package io.renwu.connector.redis.streams.simulation;

/** A protection that a run goes without, to see that its absence is noticed. */
enum Removed {
  NOTHING,
  /** Entries are appended one by one with explicit ids, wherever the stream ends. */
  CHAIN,
  /** The server makes up the ids of entries. */
  POSITION_IDS,
  /** A checkpoint ends without a write to every stream. */
  BARRIER,
  /** A writer that is restored goes on where its checkpoint stood, whatever the server lost. */
  REWIND,
  /** Entries do not say where the stream ended when they were appended. */
  PREVIOUS,
  /** Readers release streams when a checkpoint begins. */
  TRIM_AFTER_CHECKPOINT,
  /** Readers that are restored begin where they began at first. */
  RESTORED_POSITIONS,
  /** Each lease carries twice the tokens that it may. */
  LEASE_BUDGET,
  /** Readers are wrapped in Flink's RateLimitedSourceReader. */
  CHECKPOINT_NOTICES
}
