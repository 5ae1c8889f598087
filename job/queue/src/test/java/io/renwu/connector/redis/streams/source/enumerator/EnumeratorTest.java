package io.renwu.connector.redis.streams.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.FakeRedisStreams;
import io.renwu.connector.redis.streams.client.JobLease;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.control.RateReport;
import io.renwu.connector.redis.streams.lease.LeaseSettings;
import io.renwu.connector.redis.streams.source.config.DownstreamSignal;
import io.renwu.connector.redis.streams.source.config.InitialRate;
import io.renwu.connector.redis.streams.source.config.SourceRules;
import io.renwu.connector.redis.streams.source.config.SourceSettings;
import io.renwu.connector.redis.streams.source.event.RulesEvent;
import io.renwu.connector.redis.streams.testing.ManualClock;
import io.renwu.connector.redis.streams.testing.ManualCoordinator;
import io.renwu.connector.redis.streams.transport.RedisStreamsException.Kind;
import io.renwu.limit.ReadRules;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The enumerator with a Redis in memory and a clock that the test advances. */
class EnumeratorTest {
  private static final StreamId STREAM = new StreamId("numbers", 0);
  private static final LeaseSettings FIRST = new LeaseSettings("q", "tasks", "first");
  private static final LeaseSettings SECOND = new LeaseSettings("q", "tasks", "second");

  private final FakeRedisStreams redis = new FakeRedisStreams();
  private final ManualClock clock = new ManualClock();

  @BeforeEach
  void register() {
    redis.register(STREAM, "-").join();
  }

  private final class Job {
    private final ManualCoordinator coordinator = new ManualCoordinator();
    private final RedisStreamsEnumerator enumerator;

    private Job(SourceRules rules, EnumeratorState from) {
      enumerator =
          new RedisStreamsEnumerator(
              coordinator,
              redis,
              SourceSettings.DEFAULT,
              rules,
              DownstreamSignal.NONE,
              Boundedness.CONTINUOUS_UNBOUNDED,
              from,
              clock);
      enumerator.start();
      coordinator.register(0);
      enumerator.addReader(0);
    }

    private Job(LeaseSettings lease, EnumeratorState from) {
      this(new SourceRules(InitialRate.UNLIMITED, lease), from);
    }

    /** Runs turns, each of 50 ms. */
    private Job turn(int turns) {
      for (int i = 0; i < turns; i++) {
        coordinator.turn();
        clock.advance(50);
      }
      return this;
    }

    private ReadRules rules() {
      List<ReadRules> all =
          coordinator.events().stream()
              .filter(RulesEvent.class::isInstance)
              .map(event -> ((RulesEvent) event).rules())
              .toList();
      return all.get(all.size() - 1);
    }

    private EnumeratorState snapshot() throws IOException {
      return enumerator.snapshotState(1);
    }
  }

  private static SourceRules unset(InitialRate rate) {
    return new SourceRules(rate, null);
  }

  private void set(long version, Double rate, boolean paused) {
    RateDocument document =
        RateDocument.of(version, rate, paused, "me", "2026-11-30T08:00:0" + version + "Z", "");
    assertThat(redis.replaceControl(version - 1, document.toJson()).join()).isTrue();
  }

  private RateReport status() {
    return RateReport.parse(redis.status().join().orElseThrow());
  }

  @Test
  void lostRulesStayInForceAndAreWrittenBack() throws IOException {
    set(1, 50.0, false);
    Job job = new Job(SourceRules.DEFAULT, EnumeratorState.EMPTY).turn(10);
    long version = job.rules().version();
    String before = redis.control().join().orElseThrow();
    redis.loseControl();
    job.turn(40);
    assertThat(job.rules().version()).as("no other rules were sent").isEqualTo(version);
    assertThat(job.rules().perSecond()).isEqualTo(50);
    assertThat(redis.control().join()).contains(before);
    assertThat(redis.controlHistory(9).join()).containsExactly(before);
    assertThat(status().loss()).startsWith("Redis lost the control document");
    assertThat(status().losses()).isEqualTo(1);

    redis.loseControl();
    set(1, null, false);
    job.turn(10);
    assertThat(job.rules().isLimited()).as("set in the meantime").isFalse();
  }

  @Test
  void aPauseSurvivesTheLossOfRedisAndOfTheJob() throws IOException {
    set(1, 50.0, true);
    Job job = new Job(SourceRules.DEFAULT, EnumeratorState.EMPTY).turn(10);
    EnumeratorState checkpoint = job.snapshot();
    redis.loseControl();
    Job restored = new Job(SourceRules.DEFAULT, checkpoint).turn(10);
    assertThat(restored.coordinator.events())
        .filteredOn(RulesEvent.class::isInstance)
        .allMatch(event -> ((RulesEvent) event).rules().paused());
    assertThat(redis.control().join().map(RateDocument::parse).map(RateDocument::paused))
        .contains(true);
    redis.setControl("nonsense");
    Job unreadable = new Job(SourceRules.DEFAULT, checkpoint).turn(10);
    assertThat(unreadable.rules().paused()).isTrue();
    assertThat(redis.control().join()).contains("nonsense");
  }

  @Test
  void aDocumentCanSetTheRateToUnlimited() throws IOException {
    set(1, 50.0, false);
    Job job = new Job(SourceRules.DEFAULT, EnumeratorState.EMPTY).turn(10);
    set(2, null, false);
    job.turn(10);
    assertThat(job.rules().isLimited()).isFalse();
  }

  @Test
  void theInitialRateAppliesUntilRulesAreSet() {
    Job slow = new Job(unset(InitialRate.parse("20")), EnumeratorState.EMPTY).turn(10);
    assertThat(slow.rules().perSecond()).isEqualTo(20);
    Job paused = new Job(unset(InitialRate.parse("paused")), EnumeratorState.EMPTY).turn(10);
    assertThat(paused.rules().paused()).isTrue();
    set(1, null, false);
    assertThat(paused.turn(10).rules().isFree(0)).isTrue();
  }

  @Test
  void noStreamIsAssignedBeforeTheLeaseIsHeld() throws IOException {
    Job first = new Job(FIRST, EnumeratorState.EMPTY).turn(10);
    assertThat(first.coordinator.assigned()).hasSize(1);
    assertThat(first.snapshot().lease()).isEqualTo(1);
    Job second = new Job(SECOND, EnumeratorState.EMPTY);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 400; i++) {
                first.turn(1);
                second.turn(1);
              }
            })
        .isInstanceOf(SuppressRestartsException.class)
        .hasRootCauseMessage(
            "found that job ? on ? since 1970-01-01T00:16:40Z holds and renews the lease 'tasks' of"
                + " the queue 'q', expected no other job on it. This job ends; it has read and"
                + " written nothing. Stop the other job first, with a savepoint, and start this one"
                + " from that. Two systems on one Redis need two key prefixes (queue.key.prefix)");
    assertThat(second.coordinator.assigned()).isEmpty();
    first.turn(10);
    assertThat(first.snapshot().lease()).isEqualTo(1);
  }

  @Test
  void aReleasedLeaseIsAcquiredAtOnceAndALapsedOneLater() throws IOException {
    Job first = new Job(FIRST, EnumeratorState.EMPTY).turn(10);
    EnumeratorState savepoint = first.snapshot();
    redis.renewLease("tasks", lease(1, "first", true)).join();
    Job second = new Job(SECOND, savepoint).turn(15);
    assertThat(second.rules().paused()).as("within 750 ms").isFalse();
    assertThat(second.snapshot().lease()).isEqualTo(2);

    Job third = new Job(FIRST, savepoint).turn(180);
    assertThat(third.rules().paused()).as("for 9 s").isTrue();
    third.turn(40);
    assertThat(third.rules().paused()).as("after 10 s").isFalse();
    assertThatThrownBy(() -> second.turn(30))
        .isInstanceOf(SuppressRestartsException.class)
        .hasStackTraceContaining("was taken by job ? on ?");
    assertThatThrownBy(second::snapshot).isInstanceOf(IOException.class);
    assertThat(third.snapshot().lease()).isEqualTo(3);
  }

  @Test
  void aWaitingJobIgnoresTheTimeInWhichRedisWasUnavailable() {
    Job first = new Job(FIRST, EnumeratorState.EMPTY).turn(10);
    Job second = new Job(SECOND, EnumeratorState.EMPTY).turn(1);
    redis.failBefore(Kind.TRANSIENT);
    second.turn(300);
    redis.failBefore(null);
    second.turn(5);
    first.turn(20);
    assertThat(second.coordinator.assigned()).isEmpty();
  }

  private static JobLease lease(long number, String owner, boolean released) {
    return new JobLease(number, owner, "j", "h", "s", 0, released);
  }

  @Test
  void theSameSubmissionTakesOverAtOnce() throws IOException {
    Job leader = new Job(FIRST, EnumeratorState.EMPTY).turn(10);
    Job standby = new Job(FIRST, leader.snapshot()).turn(2);
    assertThat(standby.snapshot().lease()).isEqualTo(2);
    assertThatThrownBy(() -> leader.turn(30))
        .as("may be restarted")
        .isNotInstanceOf(SuppressRestartsException.class)
        .hasMessageContaining("the same job, restarted elsewhere");
  }

  @Test
  void aLostLeaseIsWrittenBack() throws IOException {
    Job first =
        new Job(FIRST, new EnumeratorState(EnumeratorState.EMPTY.assigned(), List.of(), null, 7))
            .turn(10);
    assertThat(first.snapshot().lease()).as("after that of the checkpoint").isEqualTo(8);
    redis.loseLeases();
    first.turn(30);
    assertThat(redis.lease("tasks").join().map(JobLease::number)).contains(8L);
    first.snapshot();
  }

  @Test
  void readingPausesWhileRedisIsUnavailableAndContinuesAfterwards() throws IOException {
    Job job = new Job(FIRST, EnumeratorState.EMPTY).turn(10);
    assertThat(job.rules().paused()).isFalse();
    redis.failBefore(Kind.TRANSIENT);
    job.turn(60);
    assertThat(job.rules().paused()).as("for 3 s").isFalse();
    job.turn(60);
    assertThat(job.rules().paused()).as("after 5 s").isTrue();
    job.snapshot();
    job.turn(400);
    job.snapshot();
    redis.failBefore(null);
    job.turn(30);
    assertThat(job.rules().paused()).isFalse();
    assertThat(job.snapshot().lease()).isEqualTo(1);
  }

  @Test
  void afterAPauseOfTheProcessTheLeaseIsCheckedBeforeACheckpoint() throws IOException {
    Job job = new Job(FIRST, EnumeratorState.EMPTY).turn(10);
    clock.advance(30_000);
    job.snapshot();
    clock.advance(30_000);
    Optional<JobLease> seen = redis.lease("tasks").join();
    assertThat(redis.acquireLease("tasks", seen, lease(0, "second", false)).join()).isEqualTo(2);
    assertThatThrownBy(job::snapshot).hasMessageContaining("another job holds the lease 'tasks'");
    clock.advance(30_000);
    redis.failBefore(Kind.TRANSIENT);
    assertThatThrownBy(job::snapshot).hasMessageContaining("it is not known whether");
  }
}
