package io.renwu.connector.redis.streams.simulation;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.AppendResult;
import io.renwu.connector.redis.streams.client.AppendResult.Status;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.StreamEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** How the server appends a batch; it may refuse an entry because its memory is full. */
enum Appending {
  /**
   * The real behavior: appends nothing after a refused entry, and only if the stream ends as
   * expected.
   */
  CHAINED {
    @Override
    AppendResult append(
        RedisStreams redis, StreamId stream, long expected, List<StreamEntry> batch, int refused) {
      if (refused == NONE) {
        return redis.append(stream, expected, batch).join();
      }
      AppendResult result = redis.append(stream, expected, batch.subList(0, refused)).join();
      return result.status() == Status.APPENDED
          ? new AppendResult(Status.PARTIAL, result.highWater(), FULL)
          : result;
    }
  },
  /** Appends each entry separately; skips an entry whose id is not greater than the last one. */
  ONE_BY_ONE {
    @Override
    AppendResult append(
        RedisStreams redis, StreamId stream, long expected, List<StreamEntry> batch, int refused) {
      for (int i = 0; i < batch.size(); i++) {
        long end = redis.highWater(stream).join();
        if (i != refused && batch.get(i).position() > end) {
          redis.append(stream, end, List.of(batch.get(i))).join();
        }
      }
      return refused == NONE
          ? new AppendResult(Status.APPENDED, last(batch), null)
          : new AppendResult(Status.PARTIAL, redis.highWater(stream).join(), FULL);
    }
  },
  /** Gives each entry the next free number as its id. */
  NUMBERED {
    @Override
    AppendResult append(
        RedisStreams redis, StreamId stream, long expected, List<StreamEntry> batch, int refused) {
      for (StreamEntry entry : batch) {
        long end = redis.highWater(stream).join();
        redis.append(stream, end, List.of(new StreamEntry(end + 1, entry.frame()))).join();
      }
      return new AppendResult(Status.APPENDED, last(batch), null);
    }
  };

  private static final int NONE = -1;
  private static final String FULL = "OOM command not allowed";

  static Appending without(Removed removed) {
    return switch (removed) {
      case CHAIN -> ONE_BY_ONE;
      case POSITION_IDS -> NUMBERED;
      default -> CHAINED;
    };
  }

  private static long last(List<StreamEntry> batch) {
    return batch.get(batch.size() - 1).position();
  }

  /** Runs the command {@link RedisStreams#append} with its arguments. */
  CompletableFuture<AppendResult> append(
      RedisStreams redis, Object[] arguments, boolean refuseOne, Random random) {
    List<StreamEntry> batch = new ArrayList<>();
    for (Object entry : (List<?>) arguments[2]) {
      batch.add((StreamEntry) entry);
    }
    int refused = refuseOne ? random.nextInt(batch.size()) : NONE;
    return CompletableFuture.completedFuture(
        append(redis, (StreamId) arguments[0], (Long) arguments[1], batch, refused));
  }

  abstract AppendResult append(
      RedisStreams redis, StreamId stream, long expected, List<StreamEntry> batch, int refused);
}
