package io.renwu.bench.engine;

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
    private volatile long allowed;
  }

  private Counts counts() {
    return COUNTS.computeIfAbsent(name, job -> new Counts());
  }

  /** What the function that lets events in keeps. */
  Entry entry() {
    return new Entry(counts());
  }

  /** What the function that counts keeps. */
  Exit exit() {
    return new Exit(counts().out);
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
      while (number >= counts.allowed) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }
  }

  /** Counts. */
  static final class Exit {
    private final AtomicLong out;

    private Exit(AtomicLong out) {
      this.out = out;
    }

    void count() {
      out.lazySet(out.get() + 1);
    }
  }

  /**
   * Lets further events in and waits until they are out.
   *
   * @param outputs of each event
   * @param fails whether the job has ended
   * @return events a second
   */
  double pass(long events, int outputs, BooleanSupplier fails) throws InterruptedException {
    Counts counts = counts();
    long beginNanos = System.nanoTime();
    counts.allowed += events;
    long expected = counts.allowed * outputs;
    while (counts.out.get() < expected) {
      if (fails.getAsBoolean() || System.nanoTime() - beginNanos > PATIENCE_NANOS) {
        throw new IllegalStateException(
            "job " + name + " stands still at output " + counts.out.get() + " of " + expected);
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return events * 1e9 / (System.nanoTime() - beginNanos);
  }
}
