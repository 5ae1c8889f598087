package io.renwu.cluster;

import io.renwu.server.RunningProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A server of a local cluster, seen from outside.
 *
 * @param name of the server
 * @param folder of its files
 * @param port by which it is asked whether it answers
 */
record ClusterProcess(String name, Path folder, int port) {
  private static final int ANSWER_MILLIS = 1_000;

  /** It, if it is alive. */
  Optional<RunningProcess> running() {
    return RunningProcess.find(folder, name);
  }

  /** Whether something takes connections at its port. */
  boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
