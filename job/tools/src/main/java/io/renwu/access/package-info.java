/** How commands reach the servers of a system: as the jobs do, with deadlines of seconds. */
package io.renwu.access;
