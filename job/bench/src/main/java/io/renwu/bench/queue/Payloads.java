package io.renwu.bench.queue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.demo.traffic.TrafficGenerator;
import io.renwu.demo.traffic.TrafficRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Records to measure with; the same ones in every run. */
final class Payloads {
  static final int RECORD_BYTES = 100;

  private static final long SEED = 7;
  private static final long BEGIN_MILLIS = 1_800_000_000_000L;

  /** What a fetch from Kafka gives of one partition before the next has its turn. */
  private static final int RUN = 50;

  private static final int PARTITIONS = 4;
  private static final int RECORDS_PER_MILLI = 100;

  private Payloads() {}

  /** Events of {@value #RECORD_BYTES} bytes, in turns of two topics with four partitions each. */
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
      int stream = i / RUN % streams.size();
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
            "{\"eventId\":\"e-5f3a-%07d\",\"userId\":\"u-%06d\",\"time\":%d,\"attributes\":{\"objectId\":\"v-%d\"",
            number, random.nextInt(1_000_000), atMillis, random.nextInt(400));
    StringBuilder text = new StringBuilder(event);
    text.append(",\"n\":\"");
    while (text.length() < RECORD_BYTES - 3) {
      text.append(Character.forDigit(random.nextInt(36), 36));
    }
    return text.append("\"}}").toString().getBytes(US_ASCII);
  }

  /** The demo's traffic as one subtask of a collector has it, at 5,000 records a second. */
  static List<QueueRecord> traffic(int count) {
    TrafficGenerator traffic = new TrafficGenerator(SEED, 20_000);
    Map<StreamId, Long> offsets = new HashMap<>();
    List<QueueRecord> records = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      TrafficRecord record = traffic.next(BEGIN_MILLIS + i / 5);
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
