package io.renwu.demo.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * A Flink cluster as its REST interface shows it. A refused call is a {@link ServerException} with
 * the server's text. Safe for use by several threads.
 */
public final class FlinkRest {
  private static final Duration SAVEPOINT = Duration.ofMinutes(2);

  /** How many of each there are. */
  public record Overview(int taskManagers, int slots, int freeSlots, int runningJobs) {}

  /**
   * The latest completed checkpoint of a job.
   *
   * @param completed how many have completed since the job was submitted
   * @param path of the latest, or "" before the first
   */
  public record Checkpoints(long completed, String path) {}

  @FunctionalInterface
  private interface Call<T> {
    T send() throws IOException;
  }

  private final URI address;
  private final FlinkHttp http;

  public FlinkRest(URI address) {
    this.address = address;
    this.http = new FlinkHttp(address);
  }

  /** Of the REST interface, and of the web UI. */
  public URI address() {
    return address;
  }

  public Overview overview() {
    return call(this::readOverview);
  }

  Overview readOverview() throws IOException {
    JsonNode answer = http.get("/overview");
    return new Overview(
        answer.path("taskmanagers").asInt(),
        answer.path("slots-total").asInt(),
        answer.path("slots-available").asInt(),
        answer.path("jobs-running").asInt());
  }

  /**
   * The resource ids of the TaskManagers that are registered with their slots; one that died stays
   * until its heartbeat times out.
   */
  public Set<String> taskManagers() {
    return call(this::readTaskManagers);
  }

  Set<String> readTaskManagers() throws IOException {
    Set<String> ids = new TreeSet<>();
    for (JsonNode taskManager : http.get("/taskmanagers").path("taskmanagers")) {
      if (taskManager.path("slotsNumber").asInt() > 0) {
        ids.add(taskManager.path("id").asText());
      }
    }
    return ids;
  }

  /** Uploads the jar, starts the job and returns its id. */
  public String submit(JobSubmission job) {
    return call(
        () -> {
          String file = http.upload("/jars/upload", job.jar()).path("filename").asText();
          String jar = file.substring(file.lastIndexOf('/') + 1);
          ObjectNode body = object();
          body.put("entryClass", job.entryClass());
          job.arguments().forEach(body.putArray("programArgsList")::add);
          body.put("parallelism", job.parallelism());
          job.savepoint().ifPresent(path -> body.put("savepointPath", path));
          return http.post("/jars/" + jar + "/run", body).path("jobid").asText();
        });
  }

  /** The ids of the jobs that run. */
  public Set<String> runningJobs() {
    return call(
        () -> {
          Set<String> ids = new TreeSet<>();
          for (JsonNode job : http.get("/jobs").path("jobs")) {
            if (job.path("status").asText().equals("RUNNING")) {
              ids.add(job.path("id").asText());
            }
          }
          return ids;
        });
  }

  /**
   * The state of the job: {@code RUNNING}, {@code RESTARTING}, {@code FINISHED}, {@code FAILED} …
   */
  public String status(String jobId) {
    return call(() -> readStatus(jobId));
  }

  /** Whether the job and all its tasks run. */
  public boolean allRunning(String jobId) {
    return call(
        () -> {
          JsonNode job = readJob(jobId);
          Set<String> states = texts(job.path("vertices"), "status");
          return job.path("state").asText().equals("RUNNING") && states.equals(Set.of("RUNNING"));
        });
  }

  /** The resource ids of the TaskManagers that run tasks of the job. */
  public Set<String> taskManagersOf(String jobId) {
    return call(
        () -> {
          Set<String> ids = new TreeSet<>();
          for (String vertex : texts(readJob(jobId).path("vertices"), "id")) {
            JsonNode answer = http.get("/jobs/" + jobId + "/vertices/" + vertex + "/taskmanagers");
            ids.addAll(texts(answer.path("taskmanagers"), "taskmanager-id"));
          }
          return ids;
        });
  }

  public Checkpoints checkpoints(String jobId) {
    return call(
        () -> {
          JsonNode answer = http.get("/jobs/" + jobId + "/checkpoints");
          return new Checkpoints(
              answer.path("counts").path("completed").asLong(),
              answer.path("latest").path("completed").path("external_path").asText(""));
        });
  }

  /** The failures of the job, the latest first, as Flink keeps them. */
  public String exceptions(String jobId) {
    return call(
        () -> {
          StringBuilder text = new StringBuilder();
          JsonNode answer = http.get("/jobs/" + jobId + "/exceptions");
          answer
              .path("exceptionHistory")
              .path("entries")
              .forEach(entry -> text.append(entry.path("stacktrace").asText()).append('\n'));
          return text.toString();
        });
  }

  /** Takes a savepoint and goes on; returns its path. */
  public String savepoint(String jobId, Path folder) {
    ObjectNode body = object();
    body.put("cancel-job", false);
    body.put("formatType", "CANONICAL");
    body.put("target-directory", folder.toUri().toString());
    return trigger(jobId, "savepoints", body);
  }

  /**
   * Stops the job with a savepoint and returns its path; fails if a task restarts at that moment.
   */
  public String stopWithSavepoint(String jobId, Path folder) {
    ObjectNode body = object();
    body.put("drain", false);
    body.put("formatType", "CANONICAL");
    body.put("targetDirectory", folder.toUri().toString());
    String path = trigger(jobId, "stop", body);
    Await.until("the end of job " + jobId, SAVEPOINT, () -> readStatus(jobId), "FINISHED"::equals);
    return path;
  }

  public void cancel(String jobId) {
    call(() -> http.patch("/jobs/" + jobId + "?mode=cancel"));
  }

  private String trigger(String jobId, String what, ObjectNode body) {
    String request =
        call(() -> http.post("/jobs/" + jobId + "/" + what, body).path("request-id").asText());
    JsonNode done =
        Await.until(
            "the savepoint of job " + jobId,
            SAVEPOINT,
            () -> http.get("/jobs/" + jobId + "/savepoints/" + request),
            answer -> answer.path("status").path("id").asText().equals("COMPLETED"));
    JsonNode operation = done.path("operation");
    if (operation.has("failure-cause")) {
      throw new ServerException(
          "no savepoint of job "
              + jobId
              + ": "
              + operation.path("failure-cause").path("stack-trace").asText());
    }
    return operation.path("location").asText();
  }

  /** Unlike what {@link #readJob} tells, this comes from no cache. */
  private String readStatus(String jobId) throws IOException {
    return http.get("/jobs/" + jobId + "/status").path("status").asText();
  }

  private JsonNode readJob(String jobId) throws IOException {
    return http.get("/jobs/" + jobId);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static Set<String> texts(JsonNode items, String field) {
    Set<String> texts = new TreeSet<>();
    items.forEach(item -> texts.add(item.path(field).asText()));
    return texts;
  }

  private static <T> T call(Call<T> call) {
    try {
      return call.send();
    } catch (IOException e) {
      throw new ServerException(String.valueOf(e.getMessage()), e);
    }
  }
}
