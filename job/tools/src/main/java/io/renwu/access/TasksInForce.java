package io.renwu.access;

import io.renwu.codec.RuleStatus;
import io.renwu.flink.FlinkRest;
import io.renwu.flink.LaterCheckpoint;
import io.renwu.job.TaskJob;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.RulePublisher;
import io.renwu.patience.ServerException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;

/**
 * Waits until accepted tasks are in force: every event that is sent from then on meets them.
 *
 * <p>A task is answered before the parallel instances have heard of it, so that an event which
 * comes right after the answer may be evaluated without it. The barriers of a checkpoint come
 * behind the task on the same way: once a checkpoint that was triggered after the answer has
 * completed, each instance has taken the task in.
 */
public final class TasksInForce {
  private TasksInForce() {}

  /**
   * Publishes tasks and waits until they are in force.
   *
   * @param client by which Kafka is reached
   * @param texts the documents by {@code taskId/version}
   * @param rest of the cluster on which the task job runs
   * @param atMost how long to wait for the answers, and then for the checkpoint
   * @throws IOException where Kafka does not take them, or not all of them are accepted in time
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
   * Waits until all tasks that have been accepted by now are in force.
   *
   * @param rest of the cluster on which the task job runs
   * @throws ServerException if the task job is not there, or completes no checkpoint in time
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
