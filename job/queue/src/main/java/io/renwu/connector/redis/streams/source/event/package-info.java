/** Events between the enumerator and the readers. */
package io.renwu.connector.redis.streams.source.event;
