package io.renwu.bench.queue;

import io.renwu.bench.BenchOptions;
import io.renwu.bench.FigureText;
import io.renwu.bench.Report;
import io.renwu.bench.Samples;
import io.renwu.bench.Target;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.sink.SinkSettings;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures the time from a record at the writer to a client that waits for it at the server, at
 * rates that the writer sustains.
 */
final class DelayPart {
  private static final List<Integer> RATES = List.of(10_000, 100_000);
  private static final int SECONDS = 3;

  /** Not measured, while connections are made. */
  private static final int FIRST_SECONDS = 1;

  private static final int STREAMS = 8;

  /** Allowance for the network and for other work of the machine. */
  private static final int ALLOWANCE_MILLIS = 5;

  private final BenchOptions options;
  private final RawClient raw;
  private final RedisAccess access;
  private final List<StreamId> streams = new ArrayList<>();

  DelayPart(BenchOptions options, RawClient raw, RedisAccess access) {
    this.options = options;
    this.raw = raw;
    this.access = access;
    for (int partition = 0; partition < STREAMS; partition++) {
      streams.add(new StreamId("behavior.login", partition));
    }
  }

  void run(Report report) throws Exception {
    for (int rate : RATES) {
      List<Samples> rounds = new ArrayList<>();
      for (int round = 0; round <= options.rounds(); round++) {
        options.announce(
            "delay at " + rate + " records/s, round " + round + " of " + options.rounds());
        Samples delays = delays(rate);
        if (round > 0) {
          rounds.add(delays);
        }
      }
      String at = " at " + FigureText.of(rate) + " records/s";
      report.add("delay" + at + ", half", "ms", Samples.of(rounds, Samples::median));
      report.add(
          "delay" + at + ", 99 of 100",
          "ms",
          Samples.of(rounds, delays -> delays.share(0.99)),
          Target.atMost((double) SinkSettings.DEFAULT.maxDelay().toMillis() + ALLOWANCE_MILLIS));
    }
  }

  private Samples delays(int rate) throws Exception {
    raw.flushAll();
    int count = (FIRST_SECONDS + SECONDS) * rate;
    long firstOffset = (long) FIRST_SECONDS * rate / STREAMS;
    try (DelayWatch watch = new DelayWatch(access, streams, count, firstOffset)) {
      new AppendRun(access, SinkSettings.DEFAULT).append(paced(rate, count));
      return watch.millis();
    }
  }

  /** Records that contain the time at which they were due. */
  private Iterator<@Nullable QueueRecord> paced(int rate, int count) {
    long[] offsets = new long[STREAMS];
    long beginNanos = System.nanoTime();
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < count;
      }

      @Override
      public @Nullable QueueRecord next() {
        long dueNanos = beginNanos + next * 1_000_000_000L / rate;
        if (System.nanoTime() - dueNanos < 0) {
          return null;
        }
        int stream = next++ % STREAMS;
        byte[] value = ByteBuffer.allocate(Payloads.RECORD_BYTES).putLong(dueNanos).array();
        return new QueueRecord(streams.get(stream), offsets[stream]++, 0, value);
      }
    };
  }
}
