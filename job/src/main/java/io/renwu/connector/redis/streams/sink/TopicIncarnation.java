package io.renwu.connector.redis.streams.sink;

import java.io.Serializable;

/**
 * Which making of a topic is the present one: a text that stays the same for the life of a topic
 * and differs when the topic was deleted and made anew, as Kafka's topic id does. Asked once for a
 * stream and writer, when its first record comes; may block for a short while.
 */
@FunctionalInterface
public interface TopicIncarnation extends Serializable {
  String of(String topic);
}
