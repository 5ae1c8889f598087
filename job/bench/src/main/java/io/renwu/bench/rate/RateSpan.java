package io.renwu.bench.rate;

import io.renwu.bench.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A count that was sampled for some seconds. */
final class RateSpan {
  private static final long STEP_MILLIS = 5;
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final List<Sample> samples = new ArrayList<>();
  private final double cpuShare;
  private final double compilerShare;

  private record Sample(long atNanos, long count) {}

  private RateSpan(LongSupplier count, int seconds) throws InterruptedException {
    long cpuNanos = Machine.processCpuNanos();
    long compilerNanos = Machine.compilerNanos();
    long beginNanos = System.nanoTime();
    samples.add(new Sample(beginNanos, count.getAsLong()));
    while (System.nanoTime() - beginNanos < seconds * SECOND_NANOS) {
      TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
      samples.add(new Sample(System.nanoTime(), count.getAsLong()));
    }
    double tookNanos = last().atNanos() - beginNanos;
    cpuShare = (Machine.processCpuNanos() - cpuNanos) / tookNanos;
    compilerShare = (Machine.compilerNanos() - compilerNanos) / tookNanos;
  }

  /** Samples the count for this number of seconds. */
  static RateSpan of(LongSupplier count, int seconds) throws InterruptedException {
    return new RateSpan(count, seconds);
  }

  private Sample last() {
    return samples.get(samples.size() - 1);
  }

  long counted() {
    return last().count() - samples.get(0).count();
  }

  double perSecond() {
    return counted() * (double) SECOND_NANOS / (last().atNanos() - samples.get(0).atNanos());
  }

  /** The most that was counted between two samples at most a second apart. */
  long maxPerSecond() {
    long most = 0;
    int from = 0;
    for (Sample sample : samples) {
      while (sample.atNanos() - samples.get(from).atNanos() > SECOND_NANOS) {
        from++;
      }
      most = Math.max(most, sample.count() - samples.get(from).count());
    }
    return most;
  }

  /** CPU time of this process, in cores. */
  double cpuShare() {
    return cpuShare;
  }

  /** The approximate part of it that the JIT compiler used. */
  double compilerShare() {
    return compilerShare;
  }
}
