package io.renwu.job.kafka;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.job.kafka.source.LostInKafkaException;
import io.renwu.job.kafka.source.SplitStart;
import io.renwu.job.kafka.source.SplitStartFacts;
import io.renwu.job.kafka.source.StreamEndReader;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Announces where partitions are read from that Kafka still has completely, for tests of other
 * packages.
 */
public final class Announcements {
  private static final String ONLY = "only";

  private Announcements() {}

  /**
   * The announcement before a partition's records, whose offset is that of the first record to
   * read.
   *
   * @param redis a client that answers immediately
   * @param resume the offset in the checkpoint; empty for none
   */
  public static QueueRecord of(RedisStreams redis, StreamId stream, OptionalLong resume) {
    OptionalLong end =
        new StreamEndReader(redis)
            .read(List.of(stream), Map.of(stream.topic(), ONLY))
            .join()
            .get(stream);
    try {
      SplitStart start = SplitStart.of(new SplitStartFacts(stream, ONLY, resume, 0, end));
      return QueueRecord.origin(stream, start.offset(), ONLY);
    } catch (LostInKafkaException e) {
      throw new IllegalStateException(e);
    }
  }
}
