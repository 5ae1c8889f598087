package io.renwu.cluster;

import io.renwu.job.CollectorJob;
import io.renwu.job.OperatorIds;
import io.renwu.job.TaskJob;
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

  /** The job that Flink knows under a name. */
  static Optional<RenwuJob> named(String title) {
    return Arrays.stream(values()).filter(job -> job.title.equals(title)).findFirst();
  }

  /**
   * The id of the operator by which a savepoint or checkpoint is known to be of this job: each of
   * them holds state of its source.
   */
  String sourceId() {
    return StoredOperator.idOf(source);
  }

  /** For people: what cancels a run in a shell, with the run's id in the place of ID. */
  public static String cancelCommand(URI flink) {
    return "curl -X PATCH '" + flink + "/jobs/ID?mode=cancel'";
  }

  /** The name under which Flink knows it. */
  public String title() {
    return title;
  }

  /** The name of its main class. */
  public String mainClass() {
    return mainClass.getName();
  }
}
