/** The sink of the queue: a Sink V2 whose replays append nothing twice. */
package io.renwu.connector.redis.streams.sink;
