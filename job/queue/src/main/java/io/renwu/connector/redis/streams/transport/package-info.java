/** Connections to a Redis server or cluster, and the routing of commands. */
package io.renwu.connector.redis.streams.transport;
