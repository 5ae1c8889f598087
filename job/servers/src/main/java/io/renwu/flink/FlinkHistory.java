package io.renwu.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The restore points that a Flink cluster remembers. It forgets those of a job an hour after the
 * job's end, and all when its JobManager ends.
 */
public final class FlinkHistory {
  private final FlinkHttp http;

  FlinkHistory(FlinkHttp http) {
    this.http = http;
  }

  /** The latest completed checkpoint and savepoint of a job, as far as they exist. */
  public List<FlinkCheckpoints.Checkpoint> restorePoints(String jobId) {
    return http.call(
        () -> FlinkCheckpoints.latestSaved(http.get("/jobs/" + jobId + "/checkpoints")));
  }

  /** The cluster's configuration of Flink, as its JobManager shows it. */
  public Map<String, String> configuration() {
    return http.call(
        () -> {
          Map<String, String> settings = new TreeMap<>();
          for (JsonNode setting : http.get("/jobmanager/config")) {
            settings.put(setting.path("key").asText(), setting.path("value").asText());
          }
          return settings;
        });
  }
}
