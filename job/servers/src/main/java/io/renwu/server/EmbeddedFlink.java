package io.renwu.server;

import io.renwu.flink.FlinkRest;
import io.renwu.timeout.Await;
import io.renwu.timeout.ServerException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster in this JVM, with its web UI and the project's Flink configuration. */
public final class EmbeddedFlink implements AutoCloseable {
  private static final String LOCAL = "127.0.0.1";
  private static final Duration START_LIMIT = Duration.ofMinutes(1);

  private final Configuration configuration;
  private final MiniCluster cluster;
  private final URI address;

  private EmbeddedFlink(Configuration configuration, MiniCluster cluster, URI address) {
    this.configuration = configuration;
    this.cluster = cluster;
    this.address = address;
  }

  /**
   * Starts the cluster and waits until it accepts jobs.
   *
   * @param folder of checkpoints, savepoints and temporary files
   * @param slots of the only TaskManager
   * @param overrides Flink settings that replace the project's and this class's
   */
  public static EmbeddedFlink start(Path folder, int slots, Map<String, String> overrides) {
    Map<String, String> settings = new HashMap<>(settings(folder));
    settings.putAll(overrides);
    Configuration configuration = FlinkConf.forThisJvm(settings);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setCommonBindAddress(LOCAL)
                .build());
    try {
      cluster.start();
      EmbeddedFlink flink =
          new EmbeddedFlink(configuration, cluster, cluster.getRestAddress().join());
      Await.untilTrue(
          "Flink to accept jobs",
          START_LIMIT,
          () -> flink.rest().readOverview().taskManagers() > 0);
      return flink;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted while starting Flink", e);
    } catch (Exception e) {
      throw new ServerException("cannot start Flink: " + e, e);
    }
  }

  private static Map<String, String> settings(Path folder) {
    String temporary = Folders.create(folder.resolve("tmp")).toString();
    return Map.of(
        "rest.address",
        LOCAL,
        "rest.bind-address",
        LOCAL,
        "rest.bind-port",
        "0",
        "io.tmp.dirs",
        temporary,
        // The maximum age of the REST interface's answers about jobs, in ms.
        "web.refresh-interval",
        "200",
        "web.tmpdir",
        temporary,
        "execution.checkpointing.dir",
        folder.resolve("checkpoints").toUri().toString(),
        "execution.checkpointing.savepoint-dir",
        folder.resolve("savepoints").toUri().toString());
  }

  /** The address of the web UI. */
  public URI webUi() {
    return address;
  }

  public FlinkRest rest() {
    return new FlinkRest(address);
  }

  /**
   * An environment that submits jobs to this cluster with the project's configuration (checkpoints,
   * state, restarts).
   */
  public StreamExecutionEnvironment environment() {
    return StreamExecutionEnvironment.createRemoteEnvironment(
        address.getHost(), address.getPort(), new Configuration(configuration));
  }

  /** Stops the cluster and its jobs; their checkpoints stay in the folder. */
  @Override
  public void close() {
    cluster.closeAsync().join();
  }
}
