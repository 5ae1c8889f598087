/** The coordinator of the source: discovers streams, assigns them, and leases the rate. */
package io.renwu.connector.redis.streams.source.enumerator;
