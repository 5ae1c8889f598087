package io.renwu.connector.redis.streams.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.renwu.limit.Lane;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lane in the control document.
 *
 * @param name not empty
 * @param topics the lane's topics; {@link #OTHERS} = all that no lane names
 * @param weight its share beside other lanes, greater than 0; null = 1
 * @param strict whether it is read before all other lanes; null = no
 * @param rate its own limit in records a second, 0 or more; null = none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LaneDocument(
    String name,
    List<String> topics,
    @Nullable Double weight,
    @Nullable Boolean strict,
    @Nullable Double rate) {
  /** Stands for all topics that no lane names. */
  public static final String OTHERS = "*";

  public LaneDocument {
    if (name == null || name.isEmpty()) {
      throw new IllegalArgumentException("found a lane without a name");
    }
    if (topics == null || topics.isEmpty()) {
      throw new IllegalArgumentException(
          "lane " + name + ": found no topics, expected one or more");
    }
    topics = List.copyOf(topics);
    lane(name, weight, strict, rate);
  }

  /** The lane for readers. */
  Lane lane() {
    return lane(name, weight, strict, rate);
  }

  private static Lane lane(
      String name, @Nullable Double weight, @Nullable Boolean strict, @Nullable Double rate) {
    return new Lane(
        name,
        weight == null ? 1 : weight,
        strict != null && strict,
        rate == null ? Double.POSITIVE_INFINITY : rate);
  }
}
