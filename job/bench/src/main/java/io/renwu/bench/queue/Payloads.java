package io.renwu.bench.queue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.demo.traffic.TrafficGenerator;
import io.renwu.demo.traffic.TrafficRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** The records of measurements, the same in every run. */
final class Payloads {
  static final int RECORD_BYTES = 100;

  private static final long SEED = 7;
  static final long BEGIN_MILLIS = 1_800_000_000_000L;

  /** The number of successive records of one partition, as in a fetch from Kafka. */
  private static final int RUN_RECORDS = 50;

  private static final int PARTITIONS = 4;
  private static final int RECORDS_PER_MILLI = 100;
  static final int TRAFFIC_PER_MILLI = 5;

  private Payloads() {}

  /**
   * Events of {@value #RECORD_BYTES} bytes, alternating between two topics with four partitions
   * each.
   */
  static List<QueueRecord> small(int count) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<StreamId> streams = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      streams.add(new StreamId("behavior.comment", partition));
      streams.add(new StreamId("behavior.favorite", partition));
    }
    long[] offsets = new long[streams.size()];
    List<QueueRecord> records = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int stream = i / RUN_RECORDS % streams.size();
      long atMillis = BEGIN_MILLIS + i / RECORDS_PER_MILLI;
      records.add(
          new QueueRecord(
              streams.get(stream), offsets[stream]++, atMillis, small(random, i, atMillis)));
    }
    return records;
  }

  private static byte[] small(SplittableRandom random, int number, long atMillis) {
    String event =
        String.format(
            Locale.ROOT,
            "{\"eventId\":\"e-%07d\",\"userId\":\"u-%06d\",\"time\":%d,\"objectId\":\"v-%03d\",\"n\":\"",
            number,
            random.nextInt(1_000_000),
            atMillis,
            random.nextInt(400));
    StringBuilder text = new StringBuilder(event);
    while (text.length() < RECORD_BYTES - 2) {
      text.append(Character.forDigit(random.nextInt(36), 36));
    }
    return text.append("\"}").toString().getBytes(US_ASCII);
  }

  /**
   * The demo's traffic as one subtask of a collector reads it, {@value #TRAFFIC_PER_MILLI} records
   * a millisecond.
   */
  static List<QueueRecord> traffic(int count, long beginMillis) {
    TrafficGenerator traffic = new TrafficGenerator(SEED, 20_000);
    Map<StreamId, Long> offsets = new HashMap<>();
    List<QueueRecord> records = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      TrafficRecord record = traffic.next(beginMillis + i / TRAFFIC_PER_MILLI);
      StreamId stream =
          new StreamId(
              "behavior." + record.behavior(),
              Math.floorMod(record.userId().hashCode(), PARTITIONS));
      long offset = offsets.merge(stream, 1L, Long::sum) - 1;
      records.add(new QueueRecord(stream, offset, record.timestampMillis(), record.value()));
    }
    return records;
  }
}
