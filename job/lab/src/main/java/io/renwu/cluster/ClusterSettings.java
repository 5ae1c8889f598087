package io.renwu.cluster;

import io.renwu.server.Lifetime;
import java.util.Map;

/**
 * Settings of a local cluster that override the project's configuration. Immutable.
 *
 * @param lifetime of its processes
 * @param jobs settings of the jobs; addresses among them replace the cluster's own
 * @param flink settings of Flink
 * @param kafka settings of the broker
 */
public record ClusterSettings(
    Lifetime lifetime,
    Map<String, String> jobs,
    Map<String, String> flink,
    Map<String, String> kafka) {
  /** No overrides; the processes outlive the process that started them. */
  public static final ClusterSettings NONE =
      new ClusterSettings(Lifetime.INDEPENDENT, Map.of(), Map.of(), Map.of());

  public ClusterSettings {
    jobs = Map.copyOf(jobs);
    flink = Map.copyOf(flink);
    kafka = Map.copyOf(kafka);
  }
}
