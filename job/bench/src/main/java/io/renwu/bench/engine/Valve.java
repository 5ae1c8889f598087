package io.renwu.bench.engine;

import io.renwu.bench.Machine;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Lets so many events into a job of this JVM and counts what comes out, so that jobs that all have
 * their states can be measured in turns. What goes in and what comes out has one thread each.
 *
 * @param name by which the job's functions find what they share
 */
record Valve(String name) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Map<String, Counts> COUNTS = new ConcurrentHashMap<>();
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);

  /** Of one job. */
  private static final class Counts {
    private final AtomicLong out = new AtomicLong();
    private final AtomicLong allowed = new AtomicLong();

    /** Of the thread that counts, as it was a few outputs ago. */
    private volatile long cpuNanos;
  }

  /**
   * What a job made of the events that were let in.
   *
   * @param rate events a second
   * @param cpuNanos per event, of the thread that runs the function
   */
  record Pass(double rate, double cpuNanos) {}

  private Counts counts() {
    return COUNTS.computeIfAbsent(name, job -> new Counts());
  }

  /** What the function that lets events in keeps. */
  Entry entry() {
    return new Entry(counts());
  }

  /** What the function that counts keeps. */
  Exit exit() {
    return new Exit(counts());
  }

  /** Waits where the valve is shut. */
  static final class Entry {
    private final Counts counts;

    private Entry(Counts counts) {
      this.counts = counts;
    }

    /**
     * Returns when an event may go in.
     *
     * @param number of the event, from 0
     */
    void await(long number) throws InterruptedException {
      while (number >= counts.allowed.get()) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }
  }

  /** Counts. */
  static final class Exit {
    private static final int CPU_EVERY = 1_000;

    private final Counts counts;

    private Exit(Counts counts) {
      this.counts = counts;
    }

    /** One more; always of one thread. */
    void count() {
      long count = counts.out.get() + 1;
      if (count % CPU_EVERY == 0) {
        counts.cpuNanos = Machine.threadCpuNanos();
      }
      counts.out.lazySet(count);
    }
  }

  /**
   * What has come out so far.
   *
   * @param cpuNanos of the thread that counts, all its life
   */
  record Reading(long out, long cpuNanos) {}

  Reading read() {
    Counts counts = counts();
    return new Reading(counts.out.get(), counts.cpuNanos);
  }

  /**
   * Lets further events in and waits until they are out.
   *
   * @param outputs of each event
   * @param fails whether the job has ended
   */
  Pass pass(long events, int outputs, BooleanSupplier fails) throws InterruptedException {
    Counts counts = counts();
    long beginNanos = System.nanoTime();
    long cpuNanos = counts.cpuNanos;
    long expected = counts.allowed.addAndGet(events) * outputs;
    while (counts.out.get() < expected) {
      if (fails.getAsBoolean() || System.nanoTime() - beginNanos > PATIENCE_NANOS) {
        throw new IllegalStateException(
            "job " + name + " stands still at output " + counts.out.get() + " of " + expected);
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return new Pass(
        events * 1e9 / (System.nanoTime() - beginNanos),
        (double) (counts.cpuNanos - cpuNanos) / events);
  }
}
