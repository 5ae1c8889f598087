package io.renwu.bench.rate;

import io.renwu.bench.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A count that was looked at again and again for a while. */
final class RateSpan {
  private static final long STEP_MILLIS = 5;
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final List<Look> looks = new ArrayList<>();
  private final double cpuShare;
  private final double compilerShare;

  private record Look(long atNanos, long count) {}

  private RateSpan(LongSupplier count, int seconds) throws InterruptedException {
    long cpuNanos = Machine.processCpuNanos();
    long compilerNanos = Machine.compilerNanos();
    long beginNanos = System.nanoTime();
    looks.add(new Look(beginNanos, count.getAsLong()));
    while (System.nanoTime() - beginNanos < seconds * SECOND_NANOS) {
      TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
      looks.add(new Look(System.nanoTime(), count.getAsLong()));
    }
    double tookNanos = last().atNanos() - beginNanos;
    cpuShare = (Machine.processCpuNanos() - cpuNanos) / tookNanos;
    compilerShare = (Machine.compilerNanos() - compilerNanos) / tookNanos;
  }

  /** Looks for so many seconds. */
  static RateSpan of(LongSupplier count, int seconds) throws InterruptedException {
    return new RateSpan(count, seconds);
  }

  private Look last() {
    return looks.get(looks.size() - 1);
  }

  long counted() {
    return last().count() - looks.get(0).count();
  }

  double perSecond() {
    return counted() * (double) SECOND_NANOS / (last().atNanos() - looks.get(0).atNanos());
  }

  /** The most that was counted between two looks that are a second apart, at most. */
  long worstSecond() {
    long most = 0;
    int from = 0;
    for (Look look : looks) {
      while (look.atNanos() - looks.get(from).atNanos() > SECOND_NANOS) {
        from++;
      }
      most = Math.max(most, look.count() - looks.get(from).count());
    }
    return most;
  }

  /** CPU time of this process, in cores. */
  double cpuShare() {
    return cpuShare;
  }

  /** What of that went into compiling Java, about. */
  double compilerShare() {
    return compilerShare;
  }
}
