/** Savepoints of earlier releases, which this one restores and goes on from. */
package io.renwu.job.savepoint;
