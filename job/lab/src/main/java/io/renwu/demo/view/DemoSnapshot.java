package io.renwu.demo.view;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A demonstration at one moment.
 *
 * @param phase of the demonstration, in a few words: "playing traffic"
 * @param elapsed since the traffic began
 * @param planned how long the traffic is to last; null for until it is stopped
 * @param behaviors the records sent of each behavior, in the order in which to show them
 * @param queueRecords records in the queue that the task job has not read
 * @param ratePerSecond at which the task job reads records
 * @param rateSetPerSecond the rate set for it: 0 if it is paused, null for no limit
 * @param tasks in the order in which to show them
 * @param lastRewards the latest first
 * @param sent records sent in all
 * @param duplicates events that were recognized as sent before
 * @param webUi the address of Flink's web pages; null for none
 * @param hints commands to try, one on each line
 */
public record DemoSnapshot(
    String phase,
    Duration elapsed,
    @Nullable Duration planned,
    List<BehaviorCount> behaviors,
    long queueRecords,
    double ratePerSecond,
    @Nullable Double rateSetPerSecond,
    List<TaskCount> tasks,
    List<RewardSeen> lastRewards,
    long sent,
    long deadLetters,
    long duplicates,
    @Nullable String webUi,
    List<String> hints) {

  /** One behavior's records. */
  public record BehaviorCount(String behavior, long total, double perSecond) {}

  /**
   * One task's rewards.
   *
   * @param name the task's name in the reader's language
   * @param recent rewards in each of the last seconds, the latest last
   */
  public record TaskCount(String taskId, String name, long rewards, List<Long> recent) {}

  /**
   * One reward.
   *
   * @param time of the completing event, as it is to be shown
   * @param what amount and type: "10 POINTS"
   */
  public record RewardSeen(String time, String userId, String taskId, String what) {}

  long rewards() {
    return tasks.stream().mapToLong(TaskCount::rewards).sum();
  }

  String rateSet() {
    if (rateSetPerSecond == null) {
      return "no limit";
    }
    return rateSetPerSecond == 0
        ? "paused"
        : "set " + NumberText.perSecond(rateSetPerSecond) + "/s";
  }
}
