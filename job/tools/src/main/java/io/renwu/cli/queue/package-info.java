/** Commands about the queue: status, peek, trim, doctor, and accepting a loss. */
package io.renwu.cli.queue;
