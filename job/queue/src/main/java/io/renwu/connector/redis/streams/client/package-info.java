/** Redis as the queue sees it; the only package that sends commands. */
package io.renwu.connector.redis.streams.client;
