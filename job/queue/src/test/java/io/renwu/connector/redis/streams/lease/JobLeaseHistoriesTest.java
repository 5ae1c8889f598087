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
 * Random histories of jobs that compete for one lease: they freeze, end, restart from any
 * checkpoint and lose Redis; each has its own clock.
 */
class JobLeaseHistoriesTest {
  private static final int SEEDS = 500;
  private static final int STEPS = 400;

  /** A job, reduced to its lease. */
  private static final class Job {
    private final ManualClock clock = new ManualClock();
    private final String owner;
    private final LeaseKeeper keeper;
    private boolean frozen;
    private boolean reading;
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

    /** Polls the lease. Returns whether the job is still running. */
    private boolean poll() {
      try {
        keeper.acquireOrRenew();
        reading = keeper.isHeld() && keeper.mayRead();
        return true;
      } catch (RuntimeException e) {
        return false;
      }
    }

    private boolean tryCommit() {
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
  void aReplacedJobNeverCommitsAgain() {
    for (int seed = 0; seed < SEEDS; seed++) {
      run(seed, false);
    }
  }

  @Test
  void oneJobIsLeftAlthoughRedisLosesTheLease() {
    for (int seed = 0; seed < SEEDS; seed++) {
      run(seed, true);
    }
  }

  private static void run(int seed, boolean losesLeases) {
    Random random = new Random(seed);
    FakeRedisStreams redis = new FakeRedisStreams();
    List<Job> jobs = new ArrayList<>();
    Set<String> fenced = new HashSet<>();
    String lastCommitter = null;
    long highest = 0;
    int submissions = 0;
    boolean redisDown = false;
    for (int step = 0; step < STEPS; step++) {
      int event = random.nextInt(60);
      if (event == 0 && jobs.size() < 3) {
        jobs.add(new Job(redis, "job " + submissions++, random.nextLong(highest + 1)));
      } else if (event == 1 && !jobs.isEmpty()) {
        Job job = jobs.get(random.nextInt(jobs.size()));
        job.frozen = !job.frozen;
      } else if (event == 2 && !jobs.isEmpty()) {
        jobs.remove(random.nextInt(jobs.size())).keeper.close();
      } else if (event == 3) {
        redisDown = !redisDown;
        redis.failBefore(redisDown ? Kind.TRANSIENT : null);
      } else if (event == 4 && losesLeases) {
        redis.loseLeases();
      } else if (event == 5 && !redisDown) {
        redis.loseNextAnswer();
      }
      long passed = random.nextInt(10) == 0 ? 3_000 : 100;
      jobs.forEach(job -> job.clock.advance(passed));
      jobs.removeIf(job -> !job.frozen && !job.poll());
      for (Job job : jobs) {
        // The readers of a frozen job continue.
        job.uncommitted |= job.reading;
        if (job.frozen && random.nextInt(20) > 0) {
          continue;
        }
        // A job that wakes up may be asked for a checkpoint first.
        if (job.uncommitted && job.tryCommit()) {
          job.uncommitted = false;
          highest = Math.max(highest, job.keeper.number());
          if (!losesLeases && !job.owner.equals(lastCommitter)) {
            assertThat(fenced).as("seed " + seed).doesNotContain(job.owner);
            if (lastCommitter != null) {
              fenced.add(lastCommitter);
            }
          }
          lastCommitter = job.owner;
        }
      }
    }
    settle(redis, jobs, seed);
  }

  /** All jobs wake up, and Redis answers. */
  private static void settle(FakeRedisStreams redis, List<Job> jobs, int seed) {
    redis.failBefore(null);
    for (int step = 0; step < 400; step++) {
      jobs.forEach(job -> job.clock.advance(100));
      jobs.removeIf(job -> !job.poll());
    }
    long holders = jobs.stream().filter(Job::tryCommit).count();
    assertThat(holders).as("seed " + seed).isEqualTo(jobs.isEmpty() ? 0 : 1);
    if (holders == 1) {
      assertThat(redis.lease("tasks").join().map(JobLease::owner)).contains(jobs.get(0).owner);
      assertThat(jobs).as("seed " + seed).hasSize(1);
    }
  }
}
