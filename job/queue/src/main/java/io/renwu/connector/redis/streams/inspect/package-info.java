/** Inspects a queue from outside: its status, its faults, and trimming at an operator's command. */
package io.renwu.connector.redis.streams.inspect;
