package io.renwu.connector.redis.streams.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.ArrayOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.transport.RedisFailures;
import io.renwu.connector.redis.streams.transport.RedisSender;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.flink.api.common.time.Deadline;

/**
 * Writes the marks of a checkpoint and waits for their durability. A wait covers only writes of the
 * same connection, so it is sent on the connections that wrote.
 */
final class BarrierWrite {
  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
  private static final Keyword WAITAOF = new Keyword("WAITAOF");

  /** The length of one wait; well below the timeout of a silent connection. */
  private static final long SLICE_MILLIS = 1_000;

  private final RedisSender sender;
  private final Keys keys;

  BarrierWrite(RedisSender sender, Keys keys) {
    this.sender = sender;
    this.keys = keys;
  }

  CompletableFuture<BarrierResult> run(Map<StreamId, WriterMark> marks, Durability durability) {
    Map<StreamId, CompletableFuture<Written>> writes = new TreeMap<>();
    marks.forEach((stream, mark) -> writes.put(stream, write(stream, mark)));
    return CompletableFuture.allOf(writes.values().toArray(CompletableFuture[]::new))
        .thenCompose(
            unused -> {
              Map<StreamId, Long> ends = new TreeMap<>();
              Set<RedisAsyncCommands<String, byte[]>> connections =
                  Collections.newSetFromMap(new IdentityHashMap<>());
              writes.forEach(
                  (stream, written) -> {
                    ends.put(stream, written.join().end());
                    connections.add(written.join().connection());
                  });
              if (writes.isEmpty() || !durability.isWaiting()) {
                return CompletableFuture.completedFuture(new BarrierResult(ends, 0, 0));
              }
              return awaitAll(connections, durability)
                  .thenApply(c -> new BarrierResult(ends, c.replicas(), c.files()));
            })
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(RedisFailures.of(failure)));
  }

  private CompletableFuture<Written> write(StreamId stream, WriterMark mark) {
    return sender.send(
        keys.stream(stream),
        redis ->
            redis
                .<byte[]>eval(
                    Script.SEE.text(),
                    ScriptOutputType.VALUE,
                    keys.endKeys(stream),
                    Long.toString(mark.appended()).getBytes(UTF_8),
                    Long.toString(mark.seen()).getBytes(UTF_8))
                .thenApply(end -> new Written(redis, Long.parseLong(new String(end, UTF_8)))));
  }

  /** The lowest counts of all servers. A connection that broke after the write fails here. */
  private static CompletableFuture<Counts> awaitAll(
      Set<RedisAsyncCommands<String, byte[]>> connections, Durability durability) {
    CompletableFuture<Counts> fewest =
        CompletableFuture.completedFuture(new Counts(Long.MAX_VALUE, Long.MAX_VALUE));
    for (RedisAsyncCommands<String, byte[]> connection : connections) {
      fewest = fewest.thenCombine(await(connection, durability), Counts::lowest);
    }
    return fewest;
  }

  private static CompletionStage<Counts> await(
      RedisAsyncCommands<String, byte[]> redis, Durability durability) {
    Deadline deadline = Deadline.fromNow(durability.timeout());
    return replicas(redis, durability.replicas(), deadline)
        .thenCompose(
            replicas ->
                (durability.appendOnlyFile()
                        ? files(redis, deadline)
                        : CompletableFuture.completedFuture(0L))
                    .thenApply(files -> new Counts(replicas, files)));
  }

  private static CompletionStage<Long> replicas(
      RedisAsyncCommands<String, byte[]> redis, int wanted, Deadline deadline) {
    if (wanted == 0) {
      return CompletableFuture.completedFuture(0L);
    }
    return redis
        .waitForReplication(wanted, sliceMillis(deadline))
        .thenCompose(
            count ->
                count >= wanted || deadline.isOverdue()
                    ? CompletableFuture.completedFuture(count)
                    : replicas(redis, wanted, deadline));
  }

  private static CompletionStage<Long> files(
      RedisAsyncCommands<String, byte[]> redis, Deadline deadline) {
    CommandArgs<String, byte[]> arguments =
        new CommandArgs<>(CODEC).add(1).add(0).add(sliceMillis(deadline));
    return redis
        .<List<Object>>dispatch(WAITAOF, new ArrayOutput<>(CODEC), arguments)
        .thenCompose(
            counts -> {
              long count = (Long) counts.get(0);
              return count >= 1 || deadline.isOverdue()
                  ? CompletableFuture.completedFuture(count)
                  : files(redis, deadline);
            });
  }

  /** At least 1: for a server, 0 means no limit. */
  private static long sliceMillis(Deadline deadline) {
    long leftMillis = deadline.timeLeft().toMillis();
    return Math.max(1, Math.min(SLICE_MILLIS, leftMillis));
  }

  private record Written(RedisAsyncCommands<String, byte[]> connection, long end) {}

  private record Counts(long replicas, long files) {
    static Counts lowest(Counts one, Counts other) {
      return new Counts(Math.min(one.replicas, other.replicas), Math.min(one.files, other.files));
    }
  }

  private record Keyword(String word) implements ProtocolKeyword {
    @Override
    public byte[] getBytes() {
      return word.getBytes(UTF_8);
    }
  }
}
