/**
 * A queue of Kafka records on Redis Streams: one stream per topic and partition, appended and read
 * exactly once. Never interprets the records' bytes.
 */
package io.renwu.connector.redis.streams;
