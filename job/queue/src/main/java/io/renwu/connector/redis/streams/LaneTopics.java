package io.renwu.connector.redis.streams;

import java.io.Serializable;
import java.util.Map;

/**
 * The lane of each topic.
 *
 * @param lanes the index of the lane, by topic
 * @param others the index of the lane of all other topics
 */
public record LaneTopics(Map<String, Integer> lanes, int others) implements Serializable {
  private static final long serialVersionUID = 1;

  /** Everything in the first lane. */
  public static final LaneTopics ONE = new LaneTopics(Map.of(), 0);

  public LaneTopics {
    lanes = Map.copyOf(lanes);
  }

  /** The lane of a stream. */
  public int laneOf(StreamId stream) {
    return lanes.getOrDefault(stream.topic(), others);
  }
}
