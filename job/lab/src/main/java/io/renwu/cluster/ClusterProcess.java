package io.renwu.cluster;

import io.renwu.server.AnswerCheck;
import io.renwu.server.FlinkCluster;
import io.renwu.server.PidFile;
import io.renwu.server.RunningProcess;
import io.renwu.timeout.Patience;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A server process of a local cluster, as another process sees it.
 *
 * @param name of the server
 * @param folder of its files
 * @param port on which it is asked whether it answers
 */
record ClusterProcess(String name, Path folder, int port) {
  private static final String LOCAL = "127.0.0.1:";

  /** The process, if it is alive. */
  Optional<RunningProcess> running() {
    return PidFile.of(folder, name).process();
  }

  /** Whether it answers a question; returns within seconds. */
  boolean answers() {
    return answersWithin(Patience.OF_COMMANDS.answer());
  }

  /**
   * The same.
   *
   * @param most how long it may take
   */
  boolean answersWithin(Duration most) {
    return switch (name) {
      case ClusterPlan.KAFKA -> AnswerCheck.kafka(port, most);
      case ClusterPlan.REDIS -> AnswerCheck.redis(port, most);
      case ClusterPlan.ZOOKEEPER -> AnswerCheck.zooKeeper(port, most);
      case FlinkCluster.JOB_MANAGER, FlinkCluster.STANDBY_JOB_MANAGER ->
          AnswerCheck.http(URI.create("http://" + LOCAL + port + "/overview"), most);
      default -> AnswerCheck.http(URI.create("http://" + LOCAL + port + "/metrics"), most);
    };
  }
}
