/** What the enumerator and the readers tell each other. */
package io.renwu.connector.redis.streams.source.event;
