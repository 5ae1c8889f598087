/** Forwards TCP connections, and cuts or silences them on demand. */
package io.renwu.chaos.proxy;
