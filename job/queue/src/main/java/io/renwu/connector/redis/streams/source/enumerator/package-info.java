/** The one place that knows all streams and the rate: finds, assigns, leases. */
package io.renwu.connector.redis.streams.source.enumerator;
