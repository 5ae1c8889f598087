package io.renwu.connector.redis.streams.testing;

import io.renwu.connector.redis.streams.Frame;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.StreamEntry;
import java.util.ArrayList;
import java.util.List;

/** Reads whole streams. */
public final class QueueContents {
  private static final int PAGE = 500;

  private QueueContents() {}

  /** The offsets of all records, in the order of the stream. */
  public static List<Long> offsets(RedisStreams redis, StreamId stream) {
    List<Long> offsets = new ArrayList<>();
    long after = 0;
    List<StreamEntry> page = redis.read(stream, after, PAGE).join();
    while (!page.isEmpty()) {
      for (StreamEntry entry : page) {
        Frame.decode(stream, entry.frame()).stream().map(QueueRecord::offset).forEach(offsets::add);
        after = entry.position();
      }
      page = redis.read(stream, after, PAGE).join();
    }
    return offsets;
  }
}
