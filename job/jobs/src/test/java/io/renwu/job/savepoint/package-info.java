/** Tests that this release restores the savepoints of earlier ones. */
package io.renwu.job.savepoint;
