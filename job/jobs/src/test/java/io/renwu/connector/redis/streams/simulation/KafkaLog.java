package io.renwu.connector.redis.streams.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * The partitions that are read. Their offsets may have gaps, and the last records of some arrive
 * late.
 */
final class KafkaLog {
  private static final int MAX_PARTITIONS = 3;
  private static final int LEAST_RECORDS = 8;
  private static final int MORE_RECORDS = 32;

  private final Map<StreamId, List<QueueRecord>> records = new TreeMap<>();
  private final Set<StreamId> growing = new HashSet<>();
  private boolean complete;

  KafkaLog(Random random, long startMillis) {
    for (String topic : random.nextBoolean() ? List.of("a") : List.of("a", "b")) {
      for (int partition = random.nextInt(MAX_PARTITIONS); partition >= 0; partition--) {
        StreamId stream = new StreamId(topic, partition);
        records.put(stream, partition(random, stream, startMillis));
        if (random.nextInt(3) > 0) {
          growing.add(stream);
        }
      }
    }
  }

  private static List<QueueRecord> partition(Random random, StreamId stream, long startMillis) {
    boolean holes = random.nextBoolean();
    List<QueueRecord> partition = new ArrayList<>();
    long offset = 0;
    for (int left = LEAST_RECORDS + random.nextInt(MORE_RECORDS); left > 0; left--) {
      offset += holes ? random.nextInt(3) : 0;
      byte[] value = (stream + "@" + offset).getBytes(UTF_8);
      partition.add(new QueueRecord(stream, offset, startMillis - 1_000 + 3 * offset, value));
      offset++;
    }
    return partition;
  }

  /** Whether the last records of a partition arrive late. */
  boolean isGrowing(StreamId stream) {
    return growing.contains(stream);
  }

  Set<StreamId> streams() {
    return records.keySet();
  }

  QueueRecord get(StreamId stream, int index) {
    return records.get(stream).get(index);
  }

  /** The number of records that have arrived in a partition. */
  int size(StreamId stream) {
    int all = records.get(stream).size();
    return complete || !growing.contains(stream) ? all : all * 3 / 4;
  }

  /** Makes all records arrive. */
  void complete() {
    complete = true;
  }

  /** The offset of a reader whose next record has an index. */
  long offset(StreamId stream, int index) {
    return index == 0 ? 0 : get(stream, index - 1).offset() + 1;
  }

  /** The index of the first record at or after an offset. */
  int indexOf(StreamId stream, long offset) {
    List<QueueRecord> partition = records.get(stream);
    int index = 0;
    while (index < partition.size() && partition.get(index).offset() < offset) {
      index++;
    }
    return index;
  }
}
