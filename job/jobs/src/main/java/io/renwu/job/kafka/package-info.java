/** The jobs' and the command line's ways to Kafka. */
package io.renwu.job.kafka;
