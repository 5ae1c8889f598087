package io.renwu.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
   * @param failed how many have failed since
   * @param latest the latest that completed, if any
   */
  public record Checkpoints(long completed, long failed, Optional<Checkpoint> latest) {
    /** The path of the latest, or "" before the first. */
    public String path() {
      return latest.map(Checkpoint::path).orElse("");
    }
  }

  /**
   * A completed checkpoint.
   *
   * @param durationMillis from its trigger to the last answer
   * @param bytes of the state that it refers to
   */
  public record Checkpoint(
      long id, Instant completedAt, long durationMillis, long bytes, String path) {}

  /** How checkpoints of a job are taken; {@code retained} when the job is cancelled. */
  public record CheckpointSettings(
      boolean exactlyOnce, Duration interval, Duration timeout, boolean retained) {}

  /** A job that the cluster knows, running or not; {@code since} is its start. */
  public record Job(String id, String name, String state, Instant since) {
    public boolean isRunning() {
      return state.equals("RUNNING");
    }

    /** Whether it will never run again. */
    public boolean isOver() {
      return FlinkRest.isOver(state);
    }
  }

  /** Whether a job in this state will never run again. */
  public static boolean isOver(String state) {
    return Set.of("FINISHED", "CANCELED", "FAILED").contains(state);
  }

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
          ObjectNode configuration = body.putObject("flinkConfiguration");
          job.configuration().forEach(configuration::put);
          job.savepoint().ifPresent(path -> body.put("savepointPath", path));
          return http.post("/jars/" + jar + "/run", body).path("jobid").asText();
        });
  }

  /** The ids of the jobs that run. */
  public Set<String> runningJobs() {
    return jobs().stream().filter(Job::isRunning).map(Job::id).collect(Collectors.toSet());
  }

  /** The jobs that the cluster knows, those that have ended among them. */
  public List<Job> jobs() {
    return call(
        () -> {
          List<Job> jobs = new ArrayList<>();
          for (JsonNode job : http.get("/jobs/overview").path("jobs")) {
            jobs.add(
                new Job(
                    job.path("jid").asText(),
                    job.path("name").asText(),
                    job.path("state").asText(),
                    Instant.ofEpochMilli(job.path("start-time").asLong())));
          }
          return jobs;
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
          JsonNode counts = answer.path("counts");
          return new Checkpoints(
              counts.path("completed").asLong(),
              counts.path("failed").asLong(),
              latest(answer.path("latest").path("completed")));
        });
  }

  private static Optional<Checkpoint> latest(JsonNode completed) {
    return completed.isObject()
        ? Optional.of(
            new Checkpoint(
                completed.path("id").asLong(),
                Instant.ofEpochMilli(completed.path("latest_ack_timestamp").asLong()),
                completed.path("end_to_end_duration").asLong(),
                completed.path("state_size").asLong(),
                completed.path("external_path").asText()))
        : Optional.empty();
  }

  /** Of Flink. */
  public String version() {
    return call(() -> http.get("/config").path("flink-version").asText());
  }

  public CheckpointSettings checkpointSettings(String jobId) {
    return call(
        () -> {
          JsonNode answer = http.get("/jobs/" + jobId + "/checkpoints/config");
          JsonNode kept = answer.path("externalization");
          return new CheckpointSettings(
              answer.path("mode").asText().equals("exactly_once"),
              Duration.ofMillis(answer.path("interval").asLong()),
              Duration.ofMillis(answer.path("timeout").asLong()),
              kept.path("enabled").asBoolean() && !kept.path("delete_on_cancellation").asBoolean());
        });
  }

  /** The latest run of a job of this name, ended or not. */
  public Optional<Job> latest(String name) {
    return jobs().stream()
        .filter(job -> job.name().equals(name))
        .max(Comparator.comparing(Job::since));
  }

  /** The settings that the job's {@code main} gave to Flink to show; empty where it gave none. */
  public Map<String, String> settings(String jobId) {
    return call(
        () -> {
          Map<String, String> settings = new TreeMap<>();
          http.get("/jobs/" + jobId + "/config")
              .path("execution-config")
              .path("user-config")
              .properties()
              .forEach(field -> settings.put(field.getKey(), field.getValue().asText()));
          return settings;
        });
  }

  /** How many instances the job's widest operator has. */
  public int parallelism(String jobId) {
    return call(
        () -> {
          int widest = 1;
          for (JsonNode vertex : readJob(jobId).path("vertices")) {
            widest = Math.max(widest, vertex.path("parallelism").asInt());
          }
          return widest;
        });
  }

  /** How often the job was restarted since it was submitted. */
  public long restarts(String jobId) {
    return call(
        () ->
            http.get("/jobs/" + jobId + "/metrics?get=numRestarts").path(0).path("value").asLong());
  }

  /**
   * The sum over all instances of a job's operators of the metrics whose names end in some way; 0
   * where there are none.
   */
  public double metric(String jobId, String nameEnd) {
    return call(
        () -> {
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
    return stopWithSavepoint(jobId, Optional.of(folder.toUri().toString()));
  }

  /**
   * The same.
   *
   * @param folder the savepoint's, as a URI; empty for the cluster's own
   */
  public String stopWithSavepoint(String jobId, Optional<String> folder) {
    ObjectNode body = object();
    body.put("drain", false);
    body.put("formatType", "CANONICAL");
    folder.ifPresent(uri -> body.put("targetDirectory", uri));
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
      // Where the connection is refused the exception says nothing.
      throw new ServerException(
          e.getMessage() == null ? "Flink does not answer: " + e : e.getMessage(), e);
    }
  }
}
