/** A client of Flink's REST interface. */
package io.renwu.flink;
