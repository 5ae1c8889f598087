package io.renwu.function;

import io.renwu.model.Event;

/**
 * An event that was taken from the queue, and by which its record is known there.
 *
 * @param partition of the topic of the event's behavior
 * @param position in the queue's stream of that partition
 */
public record QueuedEvent(Event event, int partition, long position) {}
