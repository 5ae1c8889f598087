package io.renwu.job.kafka;

/** The names of the jobs' consumer groups. */
public final class ConsumerGroups {
  private ConsumerGroups() {}

  /** The group under which the collector commits the offsets of its checkpoints. */
  public static String collector(String idPrefix) {
    return idPrefix + "-collector";
  }

  /** The group under which the task job commits how far it has read the documents. */
  public static String rules(String idPrefix) {
    return idPrefix + "-rules";
  }
}
