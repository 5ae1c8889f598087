/** Runs the cluster under test, and watches its recovery and the restarts of its jobs. */
package io.renwu.chaos.cluster;
