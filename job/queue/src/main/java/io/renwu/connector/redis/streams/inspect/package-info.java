/** A queue seen from outside: how it stands, what is wrong with it, and room given back by hand. */
package io.renwu.connector.redis.streams.inspect;
