package io.renwu.bench.rate;

import io.renwu.connector.redis.streams.Compression;
import io.renwu.connector.redis.streams.Frame;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.StreamEntry;
import java.util.ArrayList;
import java.util.List;

/** Records that wait: small ones, so that much of them fits. */
final class Backlog {
  private static final int PER_ENTRY = 100;
  private static final int ENTRIES_PER_APPEND = 100;
  private static final byte[] VALUE = new byte[20];

  private Backlog() {}

  /** Appends so many records to an empty stream. */
  static void append(RedisStreams redis, StreamId stream, int records) {
    redis.register(stream, "-").join();
    long end = StreamPosition.START;
    long previous = end;
    int offset = 0;
    while (offset < records) {
      List<StreamEntry> batch = new ArrayList<>();
      for (int i = 0; i < ENTRIES_PER_APPEND && offset < records; i++) {
        int last = Math.min(records, offset + PER_ENTRY);
        batch.add(entry(previous, stream, offset, last));
        previous = batch.get(batch.size() - 1).position();
        offset = last;
      }
      redis.append(stream, end, batch).join();
      end = previous;
    }
  }

  private static StreamEntry entry(long previous, StreamId stream, int from, int to) {
    List<QueueRecord> records = new ArrayList<>();
    for (int offset = from; offset < to; offset++) {
      records.add(new QueueRecord(stream, offset, System.currentTimeMillis(), VALUE));
    }
    return new StreamEntry(
        StreamPosition.of(0, to - 1), Frame.encode(previous, records, Compression.NONE));
  }
}
