package io.renwu.function;

import io.renwu.model.Event;

/**
 * An event that was read from the queue, with the place of its record.
 *
 * @param partition of the topic of the event's behavior
 * @param position in the queue's stream of that partition
 */
public record QueuedEvent(Event event, int partition, long position) {}
