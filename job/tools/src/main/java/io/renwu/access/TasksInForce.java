package io.renwu.access;

import io.renwu.codec.RuleStatus;
import io.renwu.flink.FlinkRest;
import io.renwu.flink.LaterCheckpoint;
import io.renwu.job.TaskJob;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.RulePublisher;
import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;

/**
 * Waits until accepted tasks are in force, so that they apply to every event sent afterwards.
 *
 * <p>The rule gate answers before all subtasks have received the task, so an event sent right after
 * the answer may be evaluated without it. Checkpoint barriers follow the task on the same channels:
 * once a checkpoint that was triggered after the answer has completed, every subtask has loaded the
 * task.
 */
public final class TasksInForce {
  private TasksInForce() {}

  /**
   * Publishes tasks and waits until they are in force.
   *
   * @param client access to Kafka
   * @param texts the documents by {@code taskId/version}
   * @param rest the cluster on which the task job runs
   * @param atMost how long to wait for the answers, and then for the checkpoint
   * @throws IOException if Kafka does not accept the records, or not all tasks are accepted in time
   */
  public static void publish(
      KafkaAccess client, Map<String, String> texts, FlinkRest rest, Duration atMost)
      throws IOException {
    try (RulePublisher publisher = new RulePublisher(client)) {
      publisher.publish(texts);
      Map<String, RuleStatus> answers =
          publisher.await(new ArrayList<>(texts.keySet()), atMost.toMillis());
      for (String key : texts.keySet()) {
        RuleStatus answer = answers.get(key);
        if (answer == null || answer.status() != RuleStatus.Status.ACCEPTED) {
          throw new IOException(
              key + " was published; found the answer " + answer + ", expected ACCEPTED");
        }
      }
    }
    await(rest, atMost);
  }

  /**
   * Waits until all tasks accepted so far are in force.
   *
   * @param rest the cluster on which the task job runs
   * @throws ServerException if the task job is not running, or completes no checkpoint in time
   */
  public static void await(FlinkRest rest, Duration atMost) {
    Instant accepted = Instant.now();
    FlinkRest.Job job =
        rest.latest(TaskJob.NAME)
            .orElseThrow(
                () ->
                    new ServerException("found no job " + TaskJob.NAME + " at " + rest.address()));
    LaterCheckpoint.await(rest, job.id(), accepted, atMost);
  }
}
