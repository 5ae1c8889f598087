package io.renwu.function;

import org.jspecify.annotations.Nullable;

/**
 * A record of the topic on which tasks are published.
 *
 * @param offset in the topic, which has one partition
 * @param timestampMillis when it was published: Kafka's timestamp
 * @param key null for none
 * @param value a document or an array of documents; null drops the task whose id is the key
 * @param author who published it; null if not given
 * @param reason why it was published; null if not given
 */
public record PublishedRecord(
    long offset,
    long timestampMillis,
    byte @Nullable [] key,
    byte @Nullable [] value,
    @Nullable String author,
    @Nullable String reason) {}
