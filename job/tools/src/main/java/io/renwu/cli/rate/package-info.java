/** Commands about the rate at which the queue is read. */
package io.renwu.cli.rate;
