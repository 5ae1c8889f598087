/** The collector's Kafka source: it begins each partition where its stream in the queue ends. */
package io.renwu.job.kafka.source;
