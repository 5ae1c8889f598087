/** Flink as its REST interface shows it. */
package io.renwu.flink;
