package io.renwu.bench;

/**
 * The time and memory that one run used.
 *
 * @param records that it processed
 * @param nanos elapsed time
 * @param cpuNanos of this process
 * @param allocatedBytes by the thread that ran it
 */
public record Lap(long records, long nanos, long cpuNanos, long allocatedBytes) {
  /** The work to measure. */
  @FunctionalInterface
  public interface Run {
    void run() throws Exception;
  }

  /** Runs and measures. */
  public static Lap of(long records, Run run) throws Exception {
    long allocated = Machine.allocatedBytes();
    long cpu = Machine.processCpuNanos();
    long begin = System.nanoTime();
    run.run();
    return new Lap(
        records,
        System.nanoTime() - begin,
        Machine.processCpuNanos() - cpu,
        Machine.allocatedBytes() - allocated);
  }

  /** Records a second. */
  public double rate() {
    return records * 1e9 / nanos;
  }

  /** CPU time of this process per record, nanoseconds. */
  public double cpuNanosPerRecord() {
    return (double) cpuNanos / records;
  }

  /** Allocated by the running thread, per record. */
  public double allocatedPerRecord() {
    return (double) allocatedBytes / records;
  }
}
