package io.renwu.job.signal;

import io.renwu.connector.redis.streams.source.config.DownstreamSignal;
import io.renwu.job.kafka.KafkaAccess;
import java.io.IOException;

/**
 * The signals of the task job, by their names.
 *
 * <pre>
 * group:NAME       lag of a consumer group on the topic of the grants, in records
 * URL#METRIC       sum of the samples of a metric on a page in Prometheus' text format
 * </pre>
 */
public final class RewardSignals implements DownstreamSignal {
  private static final long serialVersionUID = 1;
  private static final String GROUP = "group:";

  private final KafkaAccess kafka;

  /**
   * Creates the signals of the topic of grants.
   *
   * @param kafka the access to Kafka
   */
  public RewardSignals(KafkaAccess kafka) {
    this.kafka = kafka;
  }

  /** The name of the lag of a consumer group. */
  public static String ofGroup(String group) {
    return GROUP + group;
  }

  /**
   * Checks a name.
   *
   * @throws IllegalArgumentException with what is wrong, if no signal can have this name
   */
  public static void check(String name) {
    if (name.startsWith(GROUP)) {
      if (name.length() == GROUP.length()) {
        throw new IllegalArgumentException("found no consumer group, expected the name of one");
      }
    } else {
      var unused = MetricPage.parse(name);
    }
  }

  @Override
  public Readings open(String name) throws IOException {
    try {
      check(name);
      return name.startsWith(GROUP)
          ? new GroupLag(kafka, name.substring(GROUP.length()))
          : MetricPage.parse(name);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
