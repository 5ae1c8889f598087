/** What a job says of how the source reads. */
package io.renwu.connector.redis.streams.source.config;
