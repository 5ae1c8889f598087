package io.renwu.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.inspect.QueueFinding;
import io.renwu.flink.FlinkCheckpoints;
import io.renwu.flink.FlinkRest;
import io.renwu.job.config.RenwuConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlinkFindingsTest {
  private static final Instant START = Instant.parse("2026-11-27T00:00:00Z");
  private static final Instant NOW = START.plusSeconds(600);
  private static final FlinkCheckpoints.Settings GOOD =
      new FlinkCheckpoints.Settings(true, Duration.ofSeconds(5), Duration.ofMinutes(5), true);

  private static FlinkFacts.Job job(FlinkCheckpoints.Settings settings, Instant checkpoint) {
    return new FlinkFacts.Job(
        "renwu-tasks",
        Optional.of(new FlinkRest.Job("a", "renwu-tasks", "RUNNING", START)),
        true,
        0,
        Optional.of(
            new FlinkCheckpoints(
                1,
                0,
                Optional.of(new FlinkCheckpoints.Checkpoint(1, checkpoint, 10, 10, "file:/x")))),
        Optional.of(settings));
  }

  private static List<QueueFinding> find(String version, int taskManagers, FlinkFacts.Job job) {
    return FlinkFindings.of(
        new FlinkFacts(version, new FlinkRest.Overview(taskManagers, 4, 0, 1), List.of(job)),
        RenwuConfig.defaults(),
        NOW);
  }

  private static QueueFinding only(FlinkFacts.Job job) {
    List<QueueFinding> findings = find("2.2.1", 2, job);
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  @Test
  void theProjectsConfigurationHasNoFindings() {
    assertThat(find("2.2.1", 2, job(GOOD, NOW.minusSeconds(3)))).isEmpty();
  }

  @Test
  void anotherVersionAndMissingTaskManagersAreFound() {
    assertThat(find("1.20.1", 0, job(GOOD, NOW)))
        .extracting(QueueFinding::check)
        .containsExactly("version", "taskmanagers");
  }

  @Test
  void aJobThatDoesNotRunIsFound() {
    assertThat(
            only(new FlinkFacts.Job(
                    "renwu-tasks", Optional.empty(), false, 0, Optional.empty(), Optional.empty()))
                .found())
        .isEqualTo("there is no such job");
    assertThat(only(inState("CANCELED")).advice()).startsWith("start it from its newest savepoint");
    assertThat(only(inState("RESTARTING")).advice()).contains("would run it twice");
  }

  private static FlinkFacts.Job inState(String state) {
    return new FlinkFacts.Job(
        "renwu-tasks",
        Optional.of(new FlinkRest.Job("a", "renwu-tasks", state, START)),
        false,
        0,
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void aSecondJobOfTheSameNameIsFound() {
    FlinkFacts.Job one = job(GOOD, NOW);
    FlinkFacts.Job two =
        new FlinkFacts.Job(
            one.name(),
            one.run(),
            true,
            0,
            one.checkpoints(),
            one.settings(),
            List.of(new FlinkRest.Job("b", "renwu-tasks", "RUNNING", START.plusSeconds(60))));
    QueueFinding finding = only(two);
    assertThat(finding.isError()).isTrue();
    assertThat(finding.check()).isEqualTo("job");
    assertThat(finding.found()).contains("2 jobs", "a RUNNING since", "b RUNNING since");
    assertThat(finding.advice()).contains("cancel");
  }

  @Test
  void checkpointSettingsThatLoseOrDoubleRewardsAreFound() {
    assertThat(
            only(job(
                    new FlinkCheckpoints.Settings(
                        false, Duration.ofSeconds(5), Duration.ofMinutes(5), true),
                    NOW))
                .check())
        .isEqualTo("checkpointing.mode");
    assertThat(
            only(job(
                    new FlinkCheckpoints.Settings(
                        true, Duration.ofSeconds(5), Duration.ofMinutes(10), true),
                    NOW))
                .check())
        .isEqualTo("kafka.transaction.timeout");
    assertThat(
            only(job(
                    new FlinkCheckpoints.Settings(
                        true, Duration.ofSeconds(5), Duration.ofMinutes(5), false),
                    NOW))
                .isError())
        .isFalse();
  }

  @Test
  void checkpointsThatDoNotCompleteAreFound() {
    assertThat(only(job(GOOD, NOW.minusSeconds(61))).check()).isEqualTo("checkpoint");
  }
}
