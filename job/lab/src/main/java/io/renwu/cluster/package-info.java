/**
 * The two jobs on a cluster. One of this machine: separate processes on real data under one folder,
 * which go on when whoever started them has gone. And any other, through Flink's REST interface.
 */
package io.renwu.cluster;
