/** What both ends of the queue count alike. */
package io.renwu.connector.redis.streams.metrics;
