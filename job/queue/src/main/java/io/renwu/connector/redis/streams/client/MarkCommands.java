package io.renwu.connector.redis.streams.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.KeyValue;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.transport.RedisSender;
import io.renwu.connector.redis.streams.transport.RedisStreamsException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** The commands for the marks of a stream's readers, through Lettuce; see {@link Keys#marks}. */
final class MarkCommands {
  private final RedisSender sender;
  private final Keys keys;

  MarkCommands(RedisSender sender, Keys keys) {
    this.sender = sender;
    this.keys = keys;
  }

  CompletableFuture<ReaderMarks> get(StreamId stream) {
    return sender
        .send(keys.marks(stream), redis -> redis.hmget(keys.marks(stream), "trimmed", "taken"))
        .thenApply(marks -> new ReaderMarks(mark(marks.get(0)), mark(marks.get(1))));
  }

  private static long mark(KeyValue<String, byte[]> mark) {
    return mark.hasValue() ? Long.parseLong(text(mark.getValue())) : 0;
  }

  CompletableFuture<Long> release(StreamId stream, long taken, long trimUpTo) {
    return ScriptCall.number(
        sender,
        Script.RELEASE,
        new String[] {keys.stream(stream), keys.marks(stream)},
        Long.toString(taken),
        Long.toString(trimUpTo),
        StreamPosition.entryId(trimUpTo + 1));
  }

  CompletableFuture<Long> countFailure(StreamId stream, long position, Instant at, String cause) {
    return ScriptCall.number(
        sender,
        Script.COUNT_FAILURE,
        new String[] {keys.marks(stream)},
        Long.toString(position),
        at + " " + cause);
  }

  CompletableFuture<Map<Long, RecordFailures>> failures(StreamId stream) {
    return sender
        .send(keys.marks(stream), redis -> redis.hgetall(keys.marks(stream)))
        .thenApply(
            marks -> {
              Map<Long, RecordFailures> failures = new TreeMap<>();
              marks.forEach(
                  (field, value) -> {
                    if (field.matches("[0-9]+")) {
                      failures.put(Long.valueOf(field), failures(stream, field, text(value)));
                    }
                  });
              return failures;
            });
  }

  private RecordFailures failures(StreamId stream, String field, String text) {
    try {
      return RecordFailures.parse(text);
    } catch (IllegalArgumentException e) {
      throw new RedisStreamsException(
          RedisStreamsException.Reason.REFUSED,
          "field " + field + " of " + keys.marks(stream) + ": " + e.getMessage(),
          e);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
