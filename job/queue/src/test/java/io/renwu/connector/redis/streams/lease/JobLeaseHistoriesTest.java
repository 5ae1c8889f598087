package io.renwu.connector.redis.streams.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.client.FakeRedisStreams;
import io.renwu.connector.redis.streams.client.JobLease;
import io.renwu.connector.redis.streams.testing.ManualClock;
import io.renwu.connector.redis.streams.transport.RedisStreamsException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Random histories of jobs that want one lease: they stand still, end, come again from any
 * checkpoint, and lose Redis; each by a clock of its own.
 */
class JobLeaseHistoriesTest {
  private static final int SEEDS = 500;
  private static final int STEPS = 400;

  /** A job, as far as its lease goes. */
  private static final class Job {
    private final ManualClock clock = new ManualClock();
    private final String owner;
    private final LeaseKeeper keeper;
    private boolean frozen;
    private boolean taking;
    private boolean uncommitted;

    private Job(FakeRedisStreams redis, String owner, long number) {
      this.owner = owner;
      keeper =
          new LeaseKeeper(
              new LeaseSettings("q", "tasks", owner),
              redis,
              clock,
              Runnable::run,
              Map.of(),
              number);
    }

    /** Whether the job has not ended. */
    private boolean turn() {
      try {
        keeper.turn();
        taking = keeper.isHeld() && keeper.mayTake();
        return true;
      } catch (RuntimeException e) {
        return false;
      }
    }

    private boolean commits() {
      if (!keeper.isHeld()) {
        return false;
      }
      try {
        keeper.beforeCheckpoint();
        return true;
      } catch (IOException e) {
        return false;
      }
    }
  }

  @Test
  void nobodyCommitsBehindAnother() {
    for (int seed = 0; seed < SEEDS; seed++) {
      run(seed, false);
    }
  }

  @Test
  void oneIsLeftInTheEndThoughRedisLosesTheLease() {
    for (int seed = 0; seed < SEEDS; seed++) {
      run(seed, true);
    }
  }

  private static void run(int seed, boolean losing) {
    Random random = new Random(seed);
    FakeRedisStreams redis = new FakeRedisStreams();
    List<Job> jobs = new ArrayList<>();
    Set<String> fenced = new HashSet<>();
    String last = null;
    long highest = 0;
    int submissions = 0;
    boolean away = false;
    for (int step = 0; step < STEPS; step++) {
      int fate = random.nextInt(60);
      if (fate == 0 && jobs.size() < 3) {
        jobs.add(new Job(redis, "job " + submissions++, random.nextLong(highest + 1)));
      } else if (fate == 1 && !jobs.isEmpty()) {
        Job job = jobs.get(random.nextInt(jobs.size()));
        job.frozen = !job.frozen;
      } else if (fate == 2 && !jobs.isEmpty()) {
        jobs.remove(random.nextInt(jobs.size())).keeper.close();
      } else if (fate == 3) {
        away = !away;
        redis.failBefore(away ? Kind.TRANSIENT : null);
      } else if (fate == 4 && losing) {
        redis.loseLeases();
      } else if (fate == 5 && !away) {
        redis.loseNextAnswer();
      }
      long passed = random.nextInt(10) == 0 ? 3_000 : 100;
      jobs.forEach(job -> job.clock.advance(passed));
      jobs.removeIf(job -> !job.frozen && !job.turn());
      for (Job job : jobs) {
        // The readers of one that stands still go on.
        job.uncommitted |= job.taking;
        if (job.frozen && random.nextInt(20) > 0) {
          continue;
        }
        // One that wakes may be asked for a checkpoint before it does anything else.
        if (job.uncommitted && job.commits()) {
          job.uncommitted = false;
          highest = Math.max(highest, job.keeper.number());
          if (!losing && !job.owner.equals(last)) {
            assertThat(fenced).as("seed " + seed).doesNotContain(job.owner);
            if (last != null) {
              fenced.add(last);
            }
          }
          last = job.owner;
        }
      }
    }
    settle(redis, jobs, seed);
  }

  /** All wake, and Redis answers. */
  private static void settle(FakeRedisStreams redis, List<Job> jobs, int seed) {
    redis.failBefore(null);
    for (int step = 0; step < 400; step++) {
      jobs.forEach(job -> job.clock.advance(100));
      jobs.removeIf(job -> !job.turn());
    }
    long holders = jobs.stream().filter(Job::commits).count();
    assertThat(holders).as("seed " + seed).isEqualTo(jobs.isEmpty() ? 0 : 1);
    if (holders == 1) {
      assertThat(redis.lease("tasks").join().map(JobLease::owner)).contains(jobs.get(0).owner);
      assertThat(jobs).as("seed " + seed).hasSize(1);
    }
  }
}
