package io.renwu.chaos;

import java.util.Locale;

/** What is done to a system: a disturbance that lasts for a while, or a change of the jobs. */
public enum FaultKind {
  /** A TaskManager is killed (SIGKILL). */
  KILL_TASKMANAGER(6, true),
  /** A TaskManager is stopped (SIGSTOP) and goes on later. */
  STOP_TASKMANAGER(4, true),
  /** A TaskManager is asked to end (SIGTERM). */
  RESTART_TASKMANAGER(2, true),
  /** The JobManager is killed; without high availability it forgets its jobs. */
  KILL_JOBMANAGER(4, true),
  STOP_JOBMANAGER(3, true),
  KILL_KAFKA(4, true),
  STOP_KAFKA(3, true),
  RESTART_KAFKA(2, true),
  KILL_REDIS(5, true),
  STOP_REDIS(4, true),
  RESTART_REDIS(2, true),
  /** The connections between the jobs and Kafka are reset, and new ones refused. */
  CUT_KAFKA(4, true),
  /** Nothing that the jobs and Kafka send each other arrives; the connections stay. */
  SILENCE_KAFKA(3, true),
  CUT_REDIS(5, true),
  SILENCE_REDIS(4, true),
  /** The disk of the checkpoints is full. */
  FILL_DISK(3, true),
  /** The queue is taken from slower, or not at all. */
  LIMIT_RATE(3, true),
  /** A task is published again, with a higher version and the same meaning. */
  PUBLISH_TASK(3, false),
  /** Both jobs go on with another width, from savepoints. */
  RESCALE(3, false),
  /** Both jobs go on with a jar that replaces theirs, from savepoints. */
  UPGRADE(3, false);

  private final int weight;
  private final boolean lasting;

  FaultKind(int weight, boolean lasting) {
    this.weight = weight;
    this.lasting = lasting;
  }

  /** How often it is drawn, in proportion to the others. */
  int weight() {
    return weight;
  }

  /** Whether it has an end of its own; a change has none, and needs jobs that run. */
  boolean isLasting() {
    return lasting;
  }

  /** Its name for people and on the command line: {@code kill-redis}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
