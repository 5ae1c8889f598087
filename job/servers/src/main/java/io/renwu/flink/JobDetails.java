package io.renwu.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a Flink cluster tells of one job and of its operators. It comes from a cache of Flink's. */
final class JobDetails {
  private final FlinkHttp http;

  JobDetails(FlinkHttp http) {
    this.http = http;
  }

  /** The resource ids of the TaskManagers that run tasks of the job. */
  Set<String> taskManagers(String jobId) throws IOException {
    Set<String> ids = new TreeSet<>();
    for (String vertex : texts(readJob(jobId).path("vertices"), "id")) {
      JsonNode answer = http.get("/jobs/" + jobId + "/vertices/" + vertex + "/taskmanagers");
      ids.addAll(texts(answer.path("taskmanagers"), "taskmanager-id"));
    }
    return ids;
  }

  /** The settings that the job's {@code main} gave to Flink to show. */
  Map<String, String> settings(String jobId) throws IOException {
    Map<String, String> settings = new TreeMap<>();
    http.get("/jobs/" + jobId + "/config")
        .path("execution-config")
        .path("user-config")
        .properties()
        .forEach(field -> settings.put(field.getKey(), field.getValue().asText()));
    return settings;
  }

  /** How many instances the job's widest operator has. */
  int parallelism(String jobId) throws IOException {
    int widest = 1;
    for (JsonNode vertex : readJob(jobId).path("vertices")) {
      widest = Math.max(widest, vertex.path("parallelism").asInt());
    }
    return widest;
  }

  /** The sum of the metrics whose names end in some way. */
  double metric(String jobId, String nameEnd) throws IOException {
    double sum = 0;
    for (String vertex : texts(readJob(jobId).path("vertices"), "id")) {
      String metrics = "/jobs/" + jobId + "/vertices/" + vertex + "/subtasks/metrics";
      for (String name : texts(http.get(metrics), "id")) {
        if (name.endsWith(nameEnd)) {
          String query = "?agg=sum&get=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
          sum += http.get(metrics + query).path(0).path("sum").asDouble();
        }
      }
    }
    return sum;
  }

  /** The failures of the job, the latest first. */
  String exceptions(String jobId) throws IOException {
    StringBuilder text = new StringBuilder();
    JsonNode answer = http.get("/jobs/" + jobId + "/exceptions");
    answer
        .path("exceptionHistory")
        .path("entries")
        .forEach(entry -> text.append(entry.path("stacktrace").asText()).append('\n'));
    return text.toString();
  }

  /** Whether the job and all its tasks run. */
  boolean allRunning(String jobId) throws IOException {
    JsonNode job = readJob(jobId);
    Set<String> states = texts(job.path("vertices"), "status");
    return job.path("state").asText().equals("RUNNING") && states.equals(Set.of("RUNNING"));
  }

  private JsonNode readJob(String jobId) throws IOException {
    return http.get("/jobs/" + jobId);
  }

  private static Set<String> texts(JsonNode items, String field) {
    Set<String> texts = new TreeSet<>();
    items.forEach(item -> texts.add(item.path(field).asText()));
    return texts;
  }
}
