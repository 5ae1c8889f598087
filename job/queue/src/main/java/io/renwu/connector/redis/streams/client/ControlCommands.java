package io.renwu.connector.redis.streams.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.renwu.connector.redis.streams.transport.RedisFailures;
import io.renwu.connector.redis.streams.transport.RedisSender;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The commands for the control documents, through Lettuce. */
final class ControlCommands {
  private final RedisSender sender;
  private final String key;

  ControlCommands(RedisSender sender, Keys keys) {
    this.sender = sender;
    this.key = keys.rules();
  }

  CompletableFuture<Optional<String>> get() {
    return history(1).thenApply(texts -> texts.stream().findFirst());
  }

  CompletableFuture<Boolean> replace(long expectedVersion, String document) {
    return put(Script.REPLACE_CONTROL, Long.toString(expectedVersion), document);
  }

  CompletableFuture<Boolean> restore(Optional<String> seen, String document) {
    return put(Script.RESTORE_CONTROL, seen.orElse(""), document);
  }

  private CompletableFuture<Boolean> put(Script script, String expected, String document) {
    String kept = Integer.toString(RedisStreams.KEPT_CONTROLS);
    return ScriptCall.number(sender, script, new String[] {key}, expected, document, kept)
        .thenApply(put -> put == 1);
  }

  CompletableFuture<List<String>> history(int limit) {
    return sender
        .send(key, redis -> redis.lrange(key, 0, limit - 1L))
        .thenApply(documents -> documents.stream().map(ControlCommands::text).toList())
        .exceptionallyCompose(ControlCommands::unreadable);
  }

  /** A key of another type counts as an unreadable document. */
  private static CompletableFuture<List<String>> unreadable(Throwable failure) {
    return String.valueOf(RedisFailures.of(failure).getMessage()).contains("WRONGTYPE")
        ? CompletableFuture.completedFuture(List.of(""))
        : CompletableFuture.failedFuture(failure);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
