/**
 * A queue of Kafka-positioned records on Redis Streams: one stream per (topic, partition), appended
 * and read exactly once. Knows nothing of what the records mean.
 */
package io.renwu.connector.redis.streams;
