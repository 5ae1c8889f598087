/** A lease in Redis with a fencing number, so that only one job uses an end of a queue. */
package io.renwu.connector.redis.streams.lease;
