/** Kafka's clients, topics and rights, for the jobs and the command line. */
package io.renwu.job.kafka;
