package io.renwu.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;

/** The tasks of one job. Flink's REST interface may answer from a cache. */
public final class FlinkTasks {
  private final FlinkHttp http;
  private final String job;

  FlinkTasks(FlinkHttp http, String jobId) {
    this.http = http;
    this.job = "/jobs/" + jobId;
  }

  /** Whether the job and all its tasks run. */
  public boolean allRun() {
    return http.call(
        () -> {
          JsonNode answer = http.get(job);
          JsonNode vertices = answer.path("vertices");
          return isRunning(answer, "state")
              && !vertices.isEmpty()
              && StreamSupport.stream(vertices.spliterator(), false)
                  .allMatch(vertex -> isRunning(vertex, "status"));
        });
  }

  private static boolean isRunning(JsonNode answer, String field) {
    return answer.path(field).asText().equals("RUNNING");
  }

  /** The highest parallelism of the job's operators. */
  public int parallelism() {
    return http.call(
        () -> {
          int widest = 1;
          for (JsonNode vertex : http.get(job).path("vertices")) {
            widest = Math.max(widest, vertex.path("parallelism").asInt());
          }
          return widest;
        });
  }

  /**
   * The sum of all metrics whose names end with {@code nameEnd}, over all subtasks of all
   * operators; 0 if there are none.
   */
  public double sum(String nameEnd) {
    return http.call(
        () -> {
          double sum = 0;
          for (JsonNode vertex : http.get(job).path("vertices")) {
            sum += sum(job + "/vertices/" + vertex.path("id").asText(), nameEnd);
          }
          return sum;
        });
  }

  private double sum(String vertex, String nameEnd) throws IOException {
    String metrics = vertex + "/subtasks/metrics";
    double sum = 0;
    for (JsonNode metric : http.get(metrics)) {
      String name = metric.path("id").asText();
      if (name.endsWith(nameEnd)) {
        String query = "?agg=sum&get=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        sum += http.get(metrics + query).path(0).path("sum").asDouble();
      }
    }
    return sum;
  }
}
