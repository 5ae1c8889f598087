/** How exact the rate is at which the queue is taken. */
package io.renwu.bench.rate;
