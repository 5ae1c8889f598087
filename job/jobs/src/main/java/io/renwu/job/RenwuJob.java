package io.renwu.job;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/** The jobs of a system, in the order in which they are stopped. */
public enum RenwuJob {
  COLLECTOR(CollectorJob.NAME, CollectorJob.class, OperatorIds.BEHAVIORS),
  TASKS(TaskJob.NAME, TaskJob.class, OperatorIds.QUEUE_SOURCE);

  private final String title;
  private final Class<?> mainClass;
  private final String source;

  RenwuJob(String title, Class<?> mainClass, String source) {
    this.title = title;
    this.mainClass = mainClass;
    this.source = source;
  }

  /** The job with a name in Flink. */
  public static Optional<RenwuJob> named(String title) {
    return Arrays.stream(values()).filter(job -> job.title.equals(title)).findFirst();
  }

  /** The uid of its source: a savepoint or checkpoint with its state is of this job. */
  public String source() {
    return source;
  }

  /** The shell command that cancels a run; ID is a placeholder for the run's id. */
  public static String cancelCommand(URI flink) {
    return "curl -X PATCH '" + flink + "/jobs/ID?mode=cancel'";
  }

  /** Its name in Flink. */
  public String title() {
    return title;
  }

  /** The name of its main class. */
  public String mainClass() {
    return mainClass.getName();
  }
}
