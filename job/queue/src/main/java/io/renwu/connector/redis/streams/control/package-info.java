/** The JSON documents that control and report the rate. */
package io.renwu.connector.redis.streams.control;
