package io.renwu.chaos.fault;

import java.util.Locale;

/** The kinds of faults: an outage of a part, a change of the jobs, or hostile input. */
public enum FaultKind {
  /** A TaskManager is killed (SIGKILL). */
  KILL_TASKMANAGER(6, Course.OUTAGE),
  /** A TaskManager is stopped (SIGSTOP) and goes on later. */
  STOP_TASKMANAGER(4, Course.OUTAGE),
  /** A TaskManager is asked to end (SIGTERM). */
  RESTART_TASKMANAGER(2, Course.OUTAGE),
  /** The JobManager is killed; without high availability it forgets its jobs. */
  KILL_JOBMANAGER(4, Course.OUTAGE),
  STOP_JOBMANAGER(3, Course.OUTAGE),
  KILL_KAFKA(4, Course.OUTAGE),
  STOP_KAFKA(3, Course.OUTAGE),
  RESTART_KAFKA(2, Course.OUTAGE),
  KILL_REDIS(5, Course.OUTAGE),
  STOP_REDIS(4, Course.OUTAGE),
  RESTART_REDIS(2, Course.OUTAGE),
  /** The connections between the jobs and Kafka are reset, and new ones refused. */
  CUT_KAFKA(4, Course.OUTAGE),
  /** Nothing that the jobs and Kafka send each other arrives; the connections stay. */
  SILENCE_KAFKA(3, Course.OUTAGE),
  CUT_REDIS(5, Course.OUTAGE),
  SILENCE_REDIS(4, Course.OUTAGE),
  /** The disk of the checkpoints is full. */
  FILL_DISK(3, Course.OUTAGE),
  /** The queue is read more slowly, or not at all. */
  LIMIT_RATE(3, Course.OUTAGE),
  /** A task is published again, with a higher version and the same meaning. */
  PUBLISH_TASK(3, Course.CHANGE),
  /** Both jobs are restarted from savepoints with another parallelism. */
  RESCALE(3, Course.CHANGE),
  /** Both jobs are restarted from savepoints with a new jar. */
  UPGRADE(3, Course.CHANGE),
  /** A job is stopped with a savepoint or canceled through Flink's REST, and started again. */
  STOP_BY_FLINK(3, Course.CHANGE),
  /** The keys of the rate are deleted in Redis while a rate is in force. */
  DELETE_CONTROL(3, Course.TOLERATED),
  /** Huge records, random bytes, huge keys and many headers on the behaviors' topics. */
  HOSTILE_RECORDS(3, Course.INPUT),
  /** Huge, broken and contradicting documents on the topic of rules, from a plain Kafka client. */
  HOSTILE_DOCUMENTS(3, Course.INPUT),
  /** Records whose Kafka timestamp is far ahead or far behind. */
  WRONG_TIMESTAMPS(3, Course.INPUT),
  /** A second job of the same system, or a whole second system on the same servers. */
  SECOND_SYSTEM(3, Course.TOLERATED);

  /** How a fault runs, and whether the jobs may restart. */
  enum Course {
    /** Lasts for a while; the jobs may restart. The next one may join it. */
    OUTAGE,
    /** Is done completely, by the operator of the jobs. */
    CHANGE,
    /** Lasts for a while; the jobs may not restart. */
    TOLERATED,
    /** Is sent as a whole; the jobs may not restart. */
    INPUT
  }

  private final int weight;
  private final Course course;

  FaultKind(int weight, Course course) {
    this.weight = weight;
    this.course = course;
  }

  /** How often the kind is drawn, in proportion to the others. */
  int weight() {
    return weight;
  }

  /** Whether the fault lasts for a while; others are complete at once. */
  public boolean isLasting() {
    return course == Course.OUTAGE || course == Course.TOLERATED;
  }

  /** Whether it may follow another fault, or be followed, without a wait for recovery. */
  boolean mayJoin() {
    return course == Course.OUTAGE;
  }

  /** Whether the jobs have to run on, without a restart. */
  public boolean forbidsRestarts() {
    return course == Course.TOLERATED || course == Course.INPUT;
  }

  /** Its name for people and on the command line: {@code kill-redis}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
