package io.renwu.flink;

import com.fasterxml.jackson.databind.JsonNode;
import io.renwu.patience.Await;
import io.renwu.patience.ServerException;
import java.io.IOException;
import java.net.URI;
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

/**
 * A Flink cluster as its REST interface shows it. A refused call is a {@link ServerException} with
 * the server's text. Thread-safe.
 */
public final class FlinkRest {
  /** Of a job whose savepoint is complete. */
  private static final Duration END = Duration.ofMinutes(2);

  /** How many of each there are. */
  public record Overview(int taskManagers, int slots, int freeSlots, int runningJobs) {}

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

  private final URI address;
  private final FlinkHttp http;
  private final FlinkSavepoints savepoints;

  /** For operations that take their time: a call may take half a minute, a start two minutes. */
  public FlinkRest(URI address) {
    this(address, new FlinkHttp(address));
  }

  private FlinkRest(URI address, FlinkHttp http) {
    this.address = address;
    this.http = http;
    this.savepoints = new FlinkSavepoints(http);
  }

  /** For a look: each call has so long. */
  public static FlinkRest forLook(URI address, Duration answer) {
    return new FlinkRest(address, new FlinkHttp(address, answer, answer));
  }

  /** Of the REST interface, and of the web UI. */
  public URI address() {
    return address;
  }

  /** What the cluster remembers of where jobs can go on. */
  public FlinkHistory history() {
    return new FlinkHistory(http);
  }

  public Overview overview() {
    return http.call(this::readOverview);
  }

  public Overview readOverview() throws IOException {
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
  public Set<String> readTaskManagers() throws IOException {
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
    return http.call(
        () -> {
          String file = http.upload("/jars/upload", job.jar()).path("filename").asText();
          String jar = file.substring(file.lastIndexOf('/') + 1);
          return http.post("/jars/" + jar + "/run", job.request()).path("jobid").asText();
        });
  }

  /** The jobs that the cluster knows, those that have ended among them. */
  public List<Job> jobs() {
    return http.call(
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
    return http.call(() -> readStatus(jobId));
  }

  /** The tasks of a job. */
  public FlinkTasks tasks(String jobId) {
    return new FlinkTasks(http, jobId);
  }

  public FlinkCheckpoints checkpoints(String jobId) {
    return http.call(() -> FlinkCheckpoints.of(http.get("/jobs/" + jobId + "/checkpoints")));
  }

  /** Of Flink. */
  public String version() {
    return http.call(() -> http.get("/config").path("flink-version").asText());
  }

  public FlinkCheckpoints.Settings checkpointSettings(String jobId) {
    return http.call(
        () -> FlinkCheckpoints.Settings.of(http.get("/jobs/" + jobId + "/checkpoints/config")));
  }

  /** The first of {@link #runs}. */
  public Optional<Job> latest(String name) {
    return runs(name).stream().findFirst();
  }

  /** The runs of a job of this name: those that have not ended, then the others; latest first. */
  public List<Job> runs(String name) {
    return jobs().stream()
        .filter(job -> job.name().equals(name))
        .sorted(
            Comparator.comparing(Job::isOver).thenComparing(Job::since, Comparator.reverseOrder()))
        .toList();
  }

  /** The runs of a job of this name that have not ended, the latest first: one, or a mistake. */
  public List<Job> live(String name) {
    return runs(name).stream().filter(run -> !run.isOver()).toList();
  }

  /** The settings that the job's {@code main} gave to Flink to show; empty where it gave none. */
  public Map<String, String> settings(String jobId) {
    return http.call(
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

  /** How often the job was restarted since it was submitted. */
  public long restarts(String jobId) {
    return http.call(
        () ->
            http.get("/jobs/" + jobId + "/metrics?get=numRestarts").path(0).path("value").asLong());
  }

  /**
   * When the tasks of each job that the cluster knows changed their state last, by job id: a
   * restart changes it. Unlike {@link #restarts}, this is up to date at once.
   */
  public Map<String, Instant> stateChanges() {
    return http.call(
        () -> {
          Map<String, Instant> changes = new TreeMap<>();
          for (JsonNode job : http.get("/jobs/overview").path("jobs")) {
            changes.put(
                job.path("jid").asText(),
                Instant.ofEpochMilli(job.path("last-modification").asLong()));
          }
          return changes;
        });
  }

  /** The failures of the job, the latest first, as Flink keeps them. */
  public String exceptions(String jobId) {
    return http.call(
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
    return http.call(() -> savepoints.take(jobId, folder));
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
    String path = http.call(() -> savepoints.stop(jobId, folder));
    Await.until("the end of job " + jobId, END, () -> readStatus(jobId), "FINISHED"::equals);
    return path;
  }

  public void cancel(String jobId) {
    http.call(() -> http.patch("/jobs/" + jobId + "?mode=cancel"));
  }

  /** Unlike what {@link FlinkTasks} tell, this comes from no cache. */
  private String readStatus(String jobId) throws IOException {
    return http.get("/jobs/" + jobId + "/status").path("status").asText();
  }
}
