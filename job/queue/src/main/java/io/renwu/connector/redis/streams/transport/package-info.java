/** Connections to one Redis server or a cluster, and how a command reaches the right one. */
package io.renwu.connector.redis.streams.transport;
