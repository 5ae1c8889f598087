/** A split is a stream and how far it has been read. */
package io.renwu.connector.redis.streams.source.split;
