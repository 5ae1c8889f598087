package io.renwu.job.kafka.source;

import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** The metrics of the collector's source besides Kafka's own. */
final class RewindMetrics {
  private final Counter rewinds;
  private final Counter rewoundRecords;
  private final Counter waitingMillis;
  private volatile int heldStreams;
  private long heldSinceNanos;

  RewindMetrics(MetricGroup group) {
    rewinds = group.counter("rewinds");
    rewoundRecords = group.counter("rewoundRecords");
    waitingMillis = group.counter("waitingForRoomMillis");
    group.gauge("streamsWithoutRoom", () -> heldStreams);
  }

  void countRewind(long offsets) {
    rewinds.inc();
    rewoundRecords.inc(offsets);
  }

  /** Sets the number of full streams; adds the time since the last call if there were any. */
  void setFullStreams(int streams) {
    long nowNanos = System.nanoTime();
    if (heldStreams > 0) {
      long millis = TimeUnit.NANOSECONDS.toMillis(nowNanos - heldSinceNanos);
      waitingMillis.inc(millis);
      heldSinceNanos += TimeUnit.MILLISECONDS.toNanos(millis);
    } else {
      heldSinceNanos = nowNanos;
    }
    heldStreams = streams;
  }
}
