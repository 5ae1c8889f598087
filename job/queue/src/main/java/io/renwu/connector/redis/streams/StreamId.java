package io.renwu.connector.redis.streams;

import java.io.Serializable;

/**
 * The name of one stream of the queue: the topic and partition of its records.
 *
 * @param topic not empty, without <code>:</code>, <code>{</code> and <code>}</code> (no Kafka topic
 *     has them)
 * @param partition from 0
 */
public record StreamId(String topic, int partition) implements Comparable<StreamId>, Serializable {
  public StreamId {
    if (topic.isEmpty()
        || topic.indexOf(':') >= 0
        || topic.indexOf('{') >= 0
        || topic.indexOf('}') >= 0) {
      throw new IllegalArgumentException("not a topic of a stream: '" + topic + "'");
    }
    if (partition < 0) {
      throw new IllegalArgumentException("not a partition: " + partition);
    }
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException if the text is not <code>topic:partition</code>
   */
  public static StreamId parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("not a stream (topic:partition): '" + text + "'");
    }
    try {
      return new StreamId(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a stream (topic:partition): '" + text + "'", e);
    }
  }

  @Override
  public int compareTo(StreamId other) {
    int byTopic = topic.compareTo(other.topic);
    return byTopic != 0 ? byTopic : Integer.compare(partition, other.partition);
  }

  @Override
  public String toString() {
    return topic + ":" + partition;
  }
}
