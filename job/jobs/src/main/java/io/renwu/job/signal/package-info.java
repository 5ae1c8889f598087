/** What says how far the reward side is behind. */
package io.renwu.job.signal;
