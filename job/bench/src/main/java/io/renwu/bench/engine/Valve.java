package io.renwu.bench.engine;

import io.renwu.bench.Machine;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Admits a number of events into a job of this JVM and counts those that are processed, so that
 * several filled jobs can be measured in turn. Used by one thread at the entry and one at the exit.
 *
 * @param name by which the job's functions find their shared counts
 */
record Valve(String name) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Map<String, Counts> COUNTS = new ConcurrentHashMap<>();
  private static final long TIMEOUT_NANOS = TimeUnit.MINUTES.toNanos(10);

  /** The counts of one job. */
  private static final class Counts {
    private final AtomicLong out = new AtomicLong();
    private final AtomicLong allowed = new AtomicLong();

    /** CPU time of the counting thread, a few events ago. */
    private volatile long cpuNanos;
  }

  /**
   * The performance of a job over the admitted events.
   *
   * @param rate events a second
   * @param cpuNanos per event, of the thread that runs the function
   */
  record Pass(double rate, double cpuNanos) {}

  private Counts counts() {
    return COUNTS.computeIfAbsent(name, job -> new Counts());
  }

  /** The part for the function that admits events. */
  Entry entry() {
    return new Entry(counts());
  }

  /** The part for the function that counts events. */
  Exit exit() {
    return new Exit(counts());
  }

  /** Waits until the valve admits an event. */
  static final class Entry {
    private final Counts counts;

    private Entry(Counts counts) {
      this.counts = counts;
    }

    /**
     * Returns when the event is admitted.
     *
     * @param number of the event, from 0
     */
    void await(long number) throws InterruptedException {
      while (number >= counts.allowed.get()) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }
  }

  /** Counts the processed events. */
  static final class Exit {
    private static final int CPU_EVERY = 1_000;

    private final Counts counts;

    private Exit(Counts counts) {
      this.counts = counts;
    }

    /** Counts one event. Used by the task thread only. */
    void count() {
      long count = counts.out.get() + 1;
      if (count % CPU_EVERY == 0) {
        counts.cpuNanos = Machine.threadCpuNanos();
      }
      counts.out.lazySet(count);
    }
  }

  /**
   * The events processed so far.
   *
   * @param cpuNanos of the counting thread since its start
   */
  record Reading(long out, long cpuNanos) {}

  Reading read() {
    Counts counts = counts();
    return new Reading(counts.out.get(), counts.cpuNanos);
  }

  /**
   * Admits events, a few at a time, until the future is done: a function that waits at the valve
   * would block the savepoint.
   */
  void admitUntil(CompletableFuture<?> done) throws InterruptedException {
    while (!done.isDone()) {
      counts().allowed.incrementAndGet();
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  /**
   * Admits further events and waits until they are processed.
   *
   * @param hasEnded whether the job has ended
   */
  Pass pass(long events, BooleanSupplier hasEnded) throws InterruptedException {
    Counts counts = counts();
    long beginNanos = System.nanoTime();
    long cpuNanos = counts.cpuNanos;
    long expected = counts.allowed.addAndGet(events);
    while (counts.out.get() < expected) {
      if (hasEnded.getAsBoolean() || System.nanoTime() - beginNanos > TIMEOUT_NANOS) {
        throw new IllegalStateException(
            "job " + name + " makes no progress at event " + counts.out.get() + " of " + expected);
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return new Pass(
        events * 1e9 / (System.nanoTime() - beginNanos),
        (double) (counts.cpuNanos - cpuNanos) / events);
  }
}
