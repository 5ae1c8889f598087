package io.renwu.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A single ZooKeeper server, bundled with Flink's client. Its data and port survive {@link #stop},
 * {@link #kill} and {@link #restart}.
 */
public final class ZooKeeperServer extends ServerProcess {
  private static final String MAIN =
      "org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.quorum.QuorumPeerMain";

  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final int port;
  private final Path configuration;

  /**
   * Writes the configuration without starting the server.
   *
   * @param folder of its configuration, log and data
   */
  public ZooKeeperServer(Path folder, Lifetime lifetime, int port) {
    super("zookeeper", folder, lifetime);
    this.port = port;
    this.configuration = folder.resolve("zoo.cfg");
    Folders.write(
        configuration,
        """
        dataDir=%s
        clientPort=%d
        clientPortAddress=127.0.0.1
        # Sessions last for 2 to 20 of these, in ms.
        tickTime=1000
        admin.enableServer=false
        4lw.commands.whitelist=srvr
        # Growth step of the transaction log, in KB. It holds few addresses; the default is 64 MB.
        preAllocSize=1024
        autopurge.snapRetainCount=3
        autopurge.purgeInterval=1
        """
            .formatted(folder.resolve("data"), port));
  }

  /** The value for {@code high-availability.zookeeper.quorum}. */
  public String quorum() {
    return "127.0.0.1:" + port;
  }

  @Override
  protected List<String> command() {
    return JavaCommand.of(
        List.of(
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            FlinkConf.logging(ProjectHome.flinkConf())),
        ProjectHome.classPath("flink"),
        MAIN,
        List.of(configuration.toString()));
  }

  @Override
  protected boolean ready() {
    return AnswerCheck.zooKeeper(port, ANSWER);
  }
}
