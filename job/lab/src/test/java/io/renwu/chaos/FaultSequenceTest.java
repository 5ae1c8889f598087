package io.renwu.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.chaos.cluster.JobRuns;
import io.renwu.chaos.cluster.RestartWatch;
import io.renwu.chaos.fault.Fault;
import io.renwu.chaos.fault.FaultAction;
import io.renwu.chaos.fault.FaultKind;
import io.renwu.chaos.fault.ViolationException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultSequenceTest {
  private static final JobRuns BEFORE = runs("a", Instant.EPOCH);

  private static JobRuns runs(String id, Instant changedAt) {
    return new JobRuns(Map.of(id, new JobRuns.Run("renwu-tasks", changedAt)));
  }

  private static FaultResult play(FaultKind kind, FaultAction action, JobRuns... seen)
      throws InterruptedException {
    Deque<JobRuns> runs = new ArrayDeque<>(List.of(seen));
    RestartWatch restarts = new RestartWatch(runs::pop, id -> "the cause");
    Fault fault = new Fault(1, kind, 0, 0, 0, false);
    return new FaultSequence(any -> action, since -> Set.of(), restarts, ignored -> {})
        .play(List.of(fault))
        .get(0);
  }

  /** An action that fails with the given exceptions at its begin and end; null for none. */
  private record Steps(Exception begin, Exception end) implements FaultAction {
    @Override
    public void begin(Fault fault) throws Exception {
      fail(begin);
    }

    @Override
    public void end(Fault fault) throws Exception {
      fail(end);
    }

    private static void fail(Exception failure) throws Exception {
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public String target(Fault fault) {
      return "target";
    }
  }

  private static final FaultAction QUIET = new Steps(null, null);

  @Test
  void runningJobsAreNoProblem() throws InterruptedException {
    assertThat(play(FaultKind.HOSTILE_RECORDS, QUIET, BEFORE, BEFORE).problems()).isEmpty();
  }

  @Test
  void restartIsAProblemIfForbidden() throws InterruptedException {
    JobRuns restarted = runs("a", Instant.ofEpochMilli(1));
    assertThat(play(FaultKind.HOSTILE_RECORDS, QUIET, BEFORE, restarted).problems())
        .containsExactly(
            "renwu-tasks restarted or ended, expected that it keeps running: the cause");
    assertThat(play(FaultKind.DELETE_CONTROL, QUIET, BEFORE, runs("b", Instant.EPOCH)).problems())
        .hasSize(1);
  }

  @Test
  void outageMayRestartJobs() throws InterruptedException {
    assertThat(play(FaultKind.KILL_REDIS, QUIET).problems()).isEmpty();
  }

  @Test
  void violationIsAlwaysAProblem() throws InterruptedException {
    Exception violation = new ViolationException("too many");
    assertThat(play(FaultKind.KILL_REDIS, new Steps(violation, null)).problems())
        .containsExactly("too many");
    assertThat(play(FaultKind.KILL_REDIS, new Steps(null, violation)).problems())
        .containsExactly("too many");
  }

  @Test
  void failedOutageIsARemarkAndFailedInputAProblem() throws InterruptedException {
    FaultAction failing = new Steps(new IllegalStateException("already dead"), null);
    FaultResult outage = play(FaultKind.KILL_REDIS, failing);
    assertThat(outage.remarks()).containsExactly("already dead");
    assertThat(outage.problems()).isEmpty();
    assertThat(play(FaultKind.HOSTILE_RECORDS, failing, BEFORE, BEFORE).problems())
        .containsExactly("already dead");
  }

  @Test
  void causeOfRestartIsFirstLineAndLastCause() {
    assertThat(
            RestartWatch.cause(
                """
                java.io.IOException: failed
                \tat Some.place
                Caused by: java.lang.Error: why
                \tat Other.place
                Caused by: java.lang.Error: the reason

                older: failure
                Caused by: another
                """))
        .isEqualTo("java.io.IOException: failed; Caused by: java.lang.Error: the reason");
    assertThat(RestartWatch.cause("")).isEqualTo("Flink names no failure");
  }
}
