/**
 * Takes records from the streams of one subtask: ahead, merged by event time, within the leases.
 */
package io.renwu.connector.redis.streams.source.reader;
