package io.renwu.bench;

import io.renwu.connector.redis.streams.Compression;
import io.renwu.connector.redis.streams.Frame;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.StreamEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Fills the queue with records that wait to be read. */
public final class Backlog {
  private static final int PER_ENTRY = 100;
  private static final int ENTRIES_PER_APPEND = 100;
  private static final byte[] SMALL = new byte[20];

  private Backlog() {}

  /** Appends this number of small records to an empty stream. */
  public static void append(RedisStreams redis, StreamId stream, int records) {
    append(
        redis,
        stream,
        records,
        Compression.NONE,
        offset -> new QueueRecord(stream, offset, System.currentTimeMillis(), SMALL));
  }

  /**
   * Appends this number of records to an empty stream.
   *
   * @param record makes the record with an offset
   */
  public static void append(
      RedisStreams redis,
      StreamId stream,
      int records,
      Compression compression,
      IntFunction<QueueRecord> record) {
    redis.register(stream, "-").join();
    long end = StreamPosition.START;
    long previous = end;
    int offset = 0;
    while (offset < records) {
      List<StreamEntry> batch = new ArrayList<>();
      for (int i = 0; i < ENTRIES_PER_APPEND && offset < records; i++) {
        List<QueueRecord> run = new ArrayList<>();
        for (int last = Math.min(records, offset + PER_ENTRY); offset < last; offset++) {
          run.add(record.apply(offset));
        }
        long position = StreamPosition.of(0, offset - 1);
        batch.add(new StreamEntry(position, Frame.encode(previous, run, compression)));
        previous = position;
      }
      redis.append(stream, end, batch).join();
      end = previous;
    }
  }
}
