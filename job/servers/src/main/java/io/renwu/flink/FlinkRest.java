package io.renwu.flink;

import com.fasterxml.jackson.databind.JsonNode;
import io.renwu.timeout.Await;
import io.renwu.timeout.ServerException;
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
 * A client of a Flink cluster's REST interface. A failed call throws a {@link ServerException} with
 * the server's text. Thread-safe.
 */
public final class FlinkRest {
  /** How long a job may run on after its savepoint is complete. */
  private static final Duration END = Duration.ofMinutes(2);

  /** The sizes of a cluster. */
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

  /** For long operations: a call may last 30 s, a start 2 min. */
  public FlinkRest(URI address) {
    this(address, new FlinkHttp(address));
  }

  private FlinkRest(URI address, FlinkHttp http) {
    this.address = address;
    this.http = http;
    this.savepoints = new FlinkSavepoints(http);
  }

  /** For short checks: the same limit for every call. */
  public static FlinkRest withTimeout(URI address, Duration answer) {
    return new FlinkRest(address, new FlinkHttp(address, answer, answer));
  }

  /** The address of the REST interface and the web UI. */
  public URI address() {
    return address;
  }

  /** The restore points that the cluster remembers. */
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
   * The resource ids of the TaskManagers that are registered with their slots; a dead one remains
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

  /** The jobs that the cluster knows, including ended ones. */
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

  /** The version of Flink. */
  public String version() {
    return http.call(() -> http.get("/config").path("flink-version").asText());
  }

  public FlinkCheckpoints.Settings checkpointSettings(String jobId) {
    return http.call(
        () -> FlinkCheckpoints.Settings.of(http.get("/jobs/" + jobId + "/checkpoints/config")));
  }

  /** The first of {@link #runs}, if any. */
  public Optional<Job> latest(String name) {
    return runs(name).stream().findFirst();
  }

  /**
   * The runs of the job with this name: those that have not ended, then the others, each latest
   * first.
   */
  public List<Job> runs(String name) {
    return jobs().stream()
        .filter(job -> job.name().equals(name))
        .sorted(
            Comparator.comparing(Job::isOver).thenComparing(Job::since, Comparator.reverseOrder()))
        .toList();
  }

  /**
   * The runs of the job with this name that have not ended, latest first; more than one is a
   * mistake.
   */
  public List<Job> live(String name) {
    return runs(name).stream().filter(run -> !run.isOver()).toList();
  }

  /** The settings that the job's {@code main} passed to Flink for display; may be empty. */
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
   * When a task of each known job last changed its state, as in a restart; by job id. Unlike {@link
   * #restarts}, this is current at once.
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

  /** The failures of the job that Flink remembers, latest first. */
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

  /** Takes a savepoint while the job continues; returns its path. */
  public String savepoint(String jobId, Path folder) {
    return http.call(() -> savepoints.take(jobId, folder));
  }

  /** Stops the job with a savepoint and returns its path; fails if a task restarts meanwhile. */
  public String stopWithSavepoint(String jobId, Path folder) {
    return stopWithSavepoint(jobId, Optional.of(folder.toUri().toString()));
  }

  /**
   * Stops the job with a savepoint and returns its path; fails if a task restarts meanwhile.
   *
   * @param folder of the savepoint, as a URI; empty for the cluster's default
   */
  public String stopWithSavepoint(String jobId, Optional<String> folder) {
    String path = http.call(() -> savepoints.stop(jobId, folder));
    Await.until("the end of job " + jobId, END, () -> readStatus(jobId), "FINISHED"::equals);
    return path;
  }

  public void cancel(String jobId) {
    http.call(() -> http.patch("/jobs/" + jobId + "?mode=cancel"));
  }

  /** Unlike the answers of {@link FlinkTasks}, this is never cached. */
  private String readStatus(String jobId) throws IOException {
    return http.get("/jobs/" + jobId + "/status").path("status").asText();
  }
}
