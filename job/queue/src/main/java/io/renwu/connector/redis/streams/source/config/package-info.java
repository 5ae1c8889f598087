/** How a job configures the source. */
package io.renwu.connector.redis.streams.source.config;
