package io.renwu.demo.recount;

/**
 * A record as it was sent to a behavior's topic.
 *
 * @param behavior the topic's type
 * @param value not to be changed
 * @param timestampMillis the record's timestamp, which is its receipt
 */
public record SentRecord(String behavior, byte[] value, long timestampMillis) {}
