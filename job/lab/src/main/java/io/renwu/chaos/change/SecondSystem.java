package io.renwu.chaos.change;

import io.renwu.chaos.cluster.ChaosCluster;
import io.renwu.chaos.fault.Fault;
import io.renwu.chaos.fault.FaultAction;
import io.renwu.chaos.fault.ViolationException;
import io.renwu.demo.recount.RecountReport;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.server.Folders;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs a second system with other prefixes on the same Kafka and Redis for a while. Neither system
 * may see anything of the other.
 */
public final class SecondSystem implements FaultAction {
  private final ChaosCluster cluster;
  private final Map<String, String> tasks;
  private final long seed;
  private final Duration patience;

  /** Null while none runs. */
  private @Nullable Neighbor neighbor;

  /**
   * @param tasks of the second system, by {@code taskId/version}
   * @param seed of the run
   */
  public SecondSystem(
      ChaosCluster cluster, Map<String, String> tasks, long seed, Duration patience) {
    this.cluster = cluster;
    this.tasks = tasks;
    this.seed = seed;
    this.patience = patience;
  }

  @Override
  public void begin(Fault fault) throws ViolationException {
    neighbor = null;
    try {
      neighbor =
          new Neighbor(
              config(target(fault)),
              Folders.create(cluster.folder().path().resolve(target(fault))),
              tasks,
              seed + fault.number(),
              patience);
    } catch (Exception e) {
      throw new ViolationException("the second system does not start: " + e.getMessage());
    }
  }

  /** The cluster's settings, with other prefixes for all keys and topics. */
  private RenwuConfig config(String name) {
    Map<String, String> differ = new HashMap<>();
    differ.put(Options.QUEUE_KEY_PREFIX.key(), name);
    differ.put(Options.KAFKA_TOPICS_PREFIX.key(), name + ".");
    return RenwuConfig.load(Optional.of(cluster.folder().configFile()), differ, Map.of());
  }

  @Override
  public void end(Fault fault) throws Exception {
    if (neighbor == null) {
      return;
    }
    try (Neighbor judged = neighbor) {
      RecountReport report = judged.judge();
      if (!report.clean()) {
        throw new ViolationException("the rewards of the second system differ: " + report);
      }
    }
  }

  @Override
  public String target(Fault fault) {
    return "second-" + fault.number();
  }
}
