/**
 * The queue's commands and scripts: what is stored under which key, and how it is read and written.
 */
package io.renwu.connector.redis.streams.client;
