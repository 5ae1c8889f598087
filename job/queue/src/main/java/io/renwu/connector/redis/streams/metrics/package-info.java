/** Metrics that both ends of the queue share. */
package io.renwu.connector.redis.streams.metrics;
