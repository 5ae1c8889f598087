/** A queue seen from outside: nothing here changes it. */
package io.renwu.connector.redis.streams.inspect;
