package io.renwu.cluster;

import io.renwu.job.CollectorJob;
import io.renwu.job.TaskJob;

/** The jobs of a system, in the order in which they are stopped. */
public enum RenwuJob {
  COLLECTOR(CollectorJob.NAME, CollectorJob.class),
  TASKS(TaskJob.NAME, TaskJob.class);

  private final String title;
  private final Class<?> mainClass;

  RenwuJob(String title, Class<?> mainClass) {
    this.title = title;
    this.mainClass = mainClass;
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
