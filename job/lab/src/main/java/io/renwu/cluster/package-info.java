/**
 * The two jobs on a cluster: a local one, whose processes and data outlive the command that started
 * it, or any other through Flink's REST interface.
 */
package io.renwu.cluster;
