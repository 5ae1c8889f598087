/** One job alone uses an end of a queue: a lease in Redis, with a fencing number. */
package io.renwu.connector.redis.streams.lease;
