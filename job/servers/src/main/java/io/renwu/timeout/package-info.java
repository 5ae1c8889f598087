/** Timeouts and polling for programs that call a system's servers. */
package io.renwu.timeout;
