/** Access of commands to the servers of a system, with timeouts of seconds. */
package io.renwu.access;
