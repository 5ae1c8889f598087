package io.renwu.connector.redis.streams.client;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.transport.RedisSender;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads entries without decoding their frames. */
final class EntryReadCommands {
  private EntryReadCommands() {}

  /** The first entries that end after a position. */
  static CompletableFuture<List<RawEntry>> entriesAfter(
      RedisSender sender, String streamKey, long after, int max) {
    Range<String> range =
        Range.from(
            Range.Boundary.including(StreamPosition.entryId(after + 1)),
            Range.Boundary.unbounded());
    return sender
        .send(streamKey, redis -> redis.xrange(streamKey, range, Limit.from(max)))
        .thenApply(messages -> messages.stream().map(RawEntry::ofMessage).toList());
  }
}
