package io.renwu.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renwu.timeout.Await;
import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Takes savepoints. Flink completes them in the background, so this polls for the result. */
final class FlinkSavepoints {
  private static final Duration COMPLETION = Duration.ofMinutes(2);

  private final FlinkHttp http;

  FlinkSavepoints(FlinkHttp http) {
    this.http = http;
  }

  /** Takes a savepoint while the job continues; returns its path. */
  String take(String jobId, Path folder) throws IOException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("cancel-job", false);
    body.put("formatType", "CANONICAL");
    body.put("target-directory", folder.toUri().toString());
    return await(jobId, request(jobId, "savepoints", body));
  }

  /**
   * Stops the job with a savepoint; returns the savepoint's path, before the job has ended.
   *
   * @param folder of the savepoint, as a URI; empty for the cluster's default
   */
  String stop(String jobId, Optional<String> folder) throws IOException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("drain", false);
    body.put("formatType", "CANONICAL");
    folder.ifPresent(uri -> body.put("targetDirectory", uri));
    return await(jobId, request(jobId, "stop", body));
  }

  private String request(String jobId, String what, ObjectNode body) throws IOException {
    return http.post("/jobs/" + jobId + "/" + what, body).path("request-id").asText();
  }

  private String await(String jobId, String request) {
    JsonNode done =
        Await.until(
            "the savepoint of job " + jobId,
            COMPLETION,
            () -> http.get("/jobs/" + jobId + "/savepoints/" + request),
            answer -> answer.path("status").path("id").asText().equals("COMPLETED"));
    JsonNode operation = done.path("operation");
    if (operation.has("failure-cause")) {
      throw new ServerException(
          "cannot take a savepoint of job "
              + jobId
              + ": "
              + operation.path("failure-cause").path("stack-trace").asText());
    }
    return operation.path("location").asText();
  }
}
