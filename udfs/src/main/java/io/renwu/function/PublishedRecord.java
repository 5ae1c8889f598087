package io.renwu.function;

import org.jspecify.annotations.Nullable;

/**
 * A record of the topic on which tasks are published.
 *
 * @param offset in the topic, which has one partition
 * @param timestampMillis when it was published, as Kafka says
 * @param key null for none
 * @param value a document or an array of them; null asks to drop the task that is the key
 * @param author who published it; null where that is not said
 * @param reason why; null where that is not said
 */
public record PublishedRecord(
    long offset,
    long timestampMillis,
    byte @Nullable [] key,
    byte @Nullable [] value,
    @Nullable String author,
    @Nullable String reason) {}
