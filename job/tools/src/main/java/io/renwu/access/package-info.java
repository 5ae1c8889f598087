/** Provides commands with access to the servers of a system, with timeouts of seconds. */
package io.renwu.access;
