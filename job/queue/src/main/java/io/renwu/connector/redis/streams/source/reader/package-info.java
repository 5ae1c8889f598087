/** Reads the streams of one subtask: ahead of the job, merged by event time, limited by leases. */
package io.renwu.connector.redis.streams.source.reader;
