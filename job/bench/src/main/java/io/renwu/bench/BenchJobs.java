package io.renwu.bench;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;

/** Watches and cancels the jobs of benchmarks. */
public final class BenchJobs {
  private BenchJobs() {}

  /**
   * Whether a job has ended and will not restart.
   *
   * @throws ExecutionException if its cluster does not answer
   */
  public static boolean hasEnded(JobClient job) throws InterruptedException, ExecutionException {
    return job.getJobStatus().get().isGloballyTerminalState();
  }

  /**
   * Cancels a job and waits until it has ended.
   *
   * @throws ExecutionException if it does not end
   */
  public static void cancel(JobClient job) throws InterruptedException, ExecutionException {
    job.cancel().get();
    while (!hasEnded(job)) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
