package io.renwu.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a Flink cluster remembers of where jobs can go on, by its REST interface. It forgets a job
 * an hour after its end, and all of them when its JobManager ends.
 */
public final class FlinkHistory {
  private final FlinkHttp http;

  FlinkHistory(FlinkHttp http) {
    this.http = http;
  }

  /** The latest checkpoint and the latest savepoint that a job completed, as far as it has. */
  public List<FlinkCheckpoints.Checkpoint> saved(String jobId) {
    return http.call(() -> FlinkCheckpoints.saved(http.get("/jobs/" + jobId + "/checkpoints")));
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
