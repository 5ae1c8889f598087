package io.renwu.flink;

import com.fasterxml.jackson.databind.JsonNode;
import io.renwu.server.FlinkCluster;
import io.renwu.server.ServerProcess;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** Kills a TaskManager that runs tasks of a job. */
public final class TaskManagerLoss {
  private TaskManagerLoss() {}

  /** Kills one (SIGKILL) and returns its name; {@link FlinkCluster#start} starts it again. */
  public static String kill(FlinkCluster cluster, String jobId) throws IOException {
    Set<String> holders = holders(new FlinkHttp(cluster.rest().address()), "/jobs/" + jobId);
    ServerProcess victim =
        cluster.taskManagers().stream()
            .filter(taskManager -> holders.contains(taskManager.name()))
            .filter(ServerProcess::isAlive)
            .findFirst()
            .orElseThrow(
                () -> new AssertionError("no living TaskManager runs " + jobId + ": " + holders));
    victim.kill();
    return victim.name();
  }

  private static Set<String> holders(FlinkHttp http, String job) throws IOException {
    Set<String> ids = new TreeSet<>();
    for (JsonNode vertex : http.get(job).path("vertices")) {
      String path = job + "/vertices/" + vertex.path("id").asText() + "/taskmanagers";
      for (JsonNode holder : http.get(path).path("taskmanagers")) {
        ids.add(holder.path("taskmanager-id").asText());
      }
    }
    return ids;
  }
}
