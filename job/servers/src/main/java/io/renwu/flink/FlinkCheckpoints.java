package io.renwu.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checkpoints of a job, as Flink's REST interface reports them. Immutable.
 *
 * @param completed how many have completed since the job was submitted
 * @param failed how many have failed since the job was submitted
 * @param latest the latest completed one, if any
 */
public record FlinkCheckpoints(long completed, long failed, Optional<Checkpoint> latest) {
  /**
   * A completed checkpoint.
   *
   * @param durationMillis from the trigger to the last acknowledgement
   * @param bytes of the state that it refers to
   */
  public record Checkpoint(
      long id, Instant completedAt, long durationMillis, long bytes, String path) {
    private static Optional<Checkpoint> of(JsonNode completed) {
      return completed.isObject()
          ? Optional.of(
              new Checkpoint(
                  completed.path("id").asLong(),
                  Instant.ofEpochMilli(completed.path("latest_ack_timestamp").asLong()),
                  completed.path("end_to_end_duration").asLong(),
                  completed.path("state_size").asLong(),
                  completed.path("external_path").asText()))
          : Optional.empty();
    }
  }

  /**
   * The checkpoint settings of a job. {@code retained}: cancelling the job keeps its checkpoints.
   */
  public record Settings(
      boolean exactlyOnce, Duration interval, Duration timeout, boolean retained) {
    /** Reads the response of {@code /jobs/ID/checkpoints/config}. */
    static Settings of(JsonNode answer) {
      JsonNode kept = answer.path("externalization");
      return new Settings(
          answer.path("mode").asText().equals("exactly_once"),
          Duration.ofMillis(answer.path("interval").asLong()),
          Duration.ofMillis(answer.path("timeout").asLong()),
          kept.path("enabled").asBoolean() && !kept.path("delete_on_cancellation").asBoolean());
    }
  }

  /** Reads the response of {@code /jobs/ID/checkpoints}. */
  static FlinkCheckpoints of(JsonNode answer) {
    JsonNode counts = answer.path("counts");
    return new FlinkCheckpoints(
        counts.path("completed").asLong(),
        counts.path("failed").asLong(),
        Checkpoint.of(answer.path("latest").path("completed")));
  }

  /** Reads the latest completed checkpoint and savepoint from the same response. */
  static List<Checkpoint> latestSaved(JsonNode answer) {
    return Stream.of("completed", "savepoint")
        .flatMap(kind -> Checkpoint.of(answer.path("latest").path(kind)).stream())
        .toList();
  }

  /** The path of the latest completed checkpoint; empty before the first. */
  public String path() {
    return latest.map(Checkpoint::path).orElse("");
  }
}
