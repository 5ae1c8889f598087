package io.renwu.function;

/**
 * One record of a behavior's topic, unread.
 *
 * @param timestampMillis the log's timestamp: when the record was received
 * @param value null or empty for a record without content
 */
public record RawRecord(
    String topic, int partition, long offset, long timestampMillis, byte[] value) {}
