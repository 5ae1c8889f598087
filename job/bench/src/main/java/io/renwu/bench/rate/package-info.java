/** Measures how exactly the rate of the queue is kept. */
package io.renwu.bench.rate;
