package io.renwu.connector.redis.streams.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Reads the information of one server; leaves out what the user may not read. */
final class ServerProbe {
  private static final int KEYS_PER_STEP = 1_000;
  private static final String CLUSTER_STATE = "cluster_state";

  private ServerProbe() {}

  static CompletionStage<ServerFacts> probe(RedisAsyncCommands<String, byte[]> redis) {
    CompletionStage<Map<String, String>> info = redis.info("all").thenApply(InfoReply::fields);
    long sentMillis = System.currentTimeMillis();
    CompletionStage<Long> clockAhead =
        unlessRefused(redis.time().thenApply(time -> aheadMillis(time, sentMillis)), null);
    CompletionStage<Map<String, String>> config =
        unlessRefused(redis.configGet("appendfsync", "min-replicas-to-write"), Map.of());
    CompletionStage<String> cluster =
        unlessRefused(
            redis
                .clusterInfo()
                .thenApply(reply -> InfoReply.fields(reply).getOrDefault(CLUSTER_STATE, "")),
            "");
    return info.thenCompose(
        fields ->
            clockAhead.thenCompose(
                millis ->
                    config.thenCombine(
                        cluster,
                        (settings, state) ->
                            new ServerFacts("", fields, settings, millis, state))));
  }

  static ServerFacts withAddress(String address, ServerFacts facts) {
    return new ServerFacts(
        address, facts.info(), facts.config(), facts.clockAheadMillis(), facts.clusterState());
  }

  /** Compares with the middle of the round trip. */
  private static long aheadMillis(List<byte[]> time, long sentMillis) {
    long serverMillis =
        Long.parseLong(new String(time.get(0), UTF_8)) * 1_000
            + Long.parseLong(new String(time.get(1), UTF_8)) / 1_000;
    return serverMillis - (sentMillis + System.currentTimeMillis()) / 2;
  }

  /** All keys that match a pattern. */
  static CompletionStage<Set<String>> keys(
      RedisAsyncCommands<String, byte[]> redis, String pattern) {
    return scan(redis, pattern, ScanCursor.INITIAL, new TreeSet<>());
  }

  private static CompletionStage<Set<String>> scan(
      RedisAsyncCommands<String, byte[]> redis,
      String pattern,
      ScanCursor cursor,
      Set<String> found) {
    ScanArgs step = ScanArgs.Builder.matches(pattern).limit(KEYS_PER_STEP);
    return redis
        .scan(cursor, step)
        .thenCompose(
            (KeyScanCursor<String> page) -> {
              found.addAll(page.getKeys());
              return page.isFinished()
                  ? CompletableFuture.completedFuture(found)
                  : scan(redis, pattern, page, found);
            });
  }

  private static <T> CompletionStage<T> unlessRefused(
      CompletionStage<T> answer, @Nullable T otherwise) {
    return answer.exceptionallyCompose(
        failure ->
            failure instanceof RedisCommandExecutionException
                    || failure.getCause() instanceof RedisCommandExecutionException
                ? CompletableFuture.completedFuture(otherwise)
                : CompletableFuture.failedFuture(failure));
  }
}
