/** Signals that report the lag of the consumers of grants. */
package io.renwu.job.signal;
