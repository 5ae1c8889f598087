package io.renwu.job.config;

/** Where a task job without a savepoint begins to read the queue. */
public enum QueueStart {
  /** Behind what an earlier task job has taken for good, else at the beginning. */
  TAKEN,
  /** At the oldest entry that is left. */
  EARLIEST,
  /** Behind the newest entry. */
  LATEST
}
