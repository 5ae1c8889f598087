package io.renwu.server;

import io.renwu.flink.FlinkRest;
import io.renwu.patience.Await;
import io.renwu.patience.ServerException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster in this JVM, with its web UI, on the project's Flink configuration. */
public final class EmbeddedFlink implements AutoCloseable {
  private static final String LOCAL = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Configuration configuration;
  private final MiniCluster cluster;
  private final URI address;

  private EmbeddedFlink(Configuration configuration, MiniCluster cluster, URI address) {
    this.configuration = configuration;
    this.cluster = cluster;
    this.address = address;
  }

  /**
   * Starts the cluster and waits until it takes jobs.
   *
   * @param folder of checkpoints, savepoints and temporary files
   * @param slots that one TaskManager offers
   * @param overrides Flink settings that differ from the project's configuration and from this
   *     class's own
   */
  public static EmbeddedFlink start(Path folder, int slots, Map<String, String> overrides) {
    Map<String, String> settings = new HashMap<>(settings(folder));
    settings.putAll(overrides);
    Configuration configuration = FlinkConf.ofThisJvm(settings);
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
          "Flink to take jobs", PATIENCE, () -> flink.rest().readOverview().taskManagers() > 0);
      return flink;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted while Flink starts", e);
    } catch (Exception e) {
      throw new ServerException("Flink does not start: " + e, e);
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
        // What the REST interface says of a job is no older than this, in ms.
        "web.refresh-interval",
        "200",
        "web.tmpdir",
        temporary,
        "execution.checkpointing.dir",
        folder.resolve("checkpoints").toUri().toString(),
        "execution.checkpointing.savepoint-dir",
        folder.resolve("savepoints").toUri().toString());
  }

  /** Of the web UI. */
  public URI webUi() {
    return address;
  }

  public FlinkRest rest() {
    return new FlinkRest(address);
  }

  /**
   * An environment whose {@code executeAsync} submits to this cluster, with the project's
   * configuration (checkpoints, state, restarts) as the job's own.
   */
  public StreamExecutionEnvironment environment() {
    return StreamExecutionEnvironment.createRemoteEnvironment(
        address.getHost(), address.getPort(), new Configuration(configuration));
  }

  /** Ends the cluster with its jobs; their checkpoints stay in the folder. */
  @Override
  public void close() {
    cluster.closeAsync().join();
  }
}
