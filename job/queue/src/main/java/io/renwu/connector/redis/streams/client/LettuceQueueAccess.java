package io.renwu.connector.redis.streams.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ScriptOutputType;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.connector.redis.streams.transport.RedisSender;
import io.renwu.connector.redis.streams.transport.RedisSenders;
import io.renwu.connector.redis.streams.transport.RedisStreamsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** {@link QueueAccess} on Redis servers, through Lettuce. */
public final class LettuceQueueAccess implements QueueAccess {
  private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(10);

  private final RedisSender sender;
  private final Keys keys;

  private LettuceQueueAccess(RedisSender sender, Keys keys) {
    this.sender = sender;
    this.keys = keys;
  }

  /** A client with its own connections, which are opened by the first command. */
  public static QueueAccess connect(RedisAccess access) {
    return connect(access, COMMAND_TIMEOUT);
  }

  /**
   * A client with its own connections, which are opened by the first command.
   *
   * @param commandTimeout the timeout of a connection and of each command
   */
  public static QueueAccess connect(RedisAccess access, Duration commandTimeout) {
    return new LettuceQueueAccess(RedisSenders.to(access, commandTimeout), Keys.of(access));
  }

  @Override
  public CompletableFuture<QueueFacts> facts() {
    CompletableFuture<Map<String, ServerFacts>> servers = sender.sendToAll(ServerProbe::probe);
    CompletableFuture<Set<String>> names =
        unlessRefused(
            sender
                .sendToAll(redis -> ServerProbe.keys(redis, keys.allPattern()))
                .thenApply(LettuceQueueAccess::union),
            null);
    CompletableFuture<Integer> slotsWithoutServer = sender.slotsWithoutServer();
    CompletableFuture<Map<String, String>> registry = registry();
    CompletableFuture<Optional<String>> control = control();
    CompletableFuture<Optional<String>> report = report();
    return CompletableFuture.allOf(servers, names, slotsWithoutServer, registry, control, report)
        .thenApply(
            unused -> {
              List<ServerFacts> all = new ArrayList<>();
              servers
                  .join()
                  .forEach((address, facts) -> all.add(ServerProbe.withAddress(address, facts)));
              return new QueueFacts(
                  all,
                  slotsWithoutServer.join(),
                  registry.join(),
                  names.join(),
                  control.join(),
                  report.join());
            });
  }

  private static Set<String> union(Map<String, Set<String>> byServer) {
    Set<String> all = new TreeSet<>();
    byServer.values().forEach(all::addAll);
    return all;
  }

  @Override
  public CompletableFuture<Map<String, String>> registry() {
    return sender
        .send(keys.registry(), redis -> redis.hgetall(keys.registry()))
        .thenApply(
            lines -> {
              Map<String, String> registry = new TreeMap<>();
              lines.forEach((name, line) -> registry.put(name, new String(line, UTF_8)));
              return registry;
            });
  }

  @Override
  public CompletableFuture<StreamSnapshot> snapshot(StreamId stream) {
    return sender
        .send(
            keys.stream(stream),
            redis ->
                redis.<List<Object>>eval(
                    Script.SNAPSHOT.text(), ScriptOutputType.MULTI, keys.endKeys(stream)))
        .thenApply(answer -> SnapshotReply.parse(answer, keys, stream));
  }

  @Override
  public CompletableFuture<List<RawEntry>> entries(StreamId stream, long after, int max) {
    return EntryReadCommands.entriesAfter(sender, keys.stream(stream), after, max);
  }

  @Override
  public CompletableFuture<List<RawEntry>> lastEntries(StreamId stream, int max) {
    return sender
        .send(
            keys.stream(stream),
            redis -> redis.xrevrange(keys.stream(stream), Range.unbounded(), Limit.from(max)))
        .thenApply(
            messages -> {
              Collections.reverse(messages);
              return messages.stream().map(RawEntry::ofMessage).toList();
            });
  }

  @Override
  public CompletableFuture<Optional<Long>> trim(
      StreamId stream, long upTo, boolean evenBeyondTaken) {
    return sender
        .send(
            keys.stream(stream),
            redis ->
                redis.<Long>eval(
                    Script.TRIM.text(),
                    ScriptOutputType.INTEGER,
                    new String[] {keys.stream(stream), keys.marks(stream)},
                    bytes(Long.toString(upTo)),
                    bytes(StreamPosition.entryId(upTo + 1)),
                    bytes(evenBeyondTaken ? "1" : "0")))
        .thenApply(removed -> removed < 0 ? Optional.empty() : Optional.of(removed));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Override
  public CompletableFuture<Optional<String>> control() {
    return new ControlCommands(sender, keys).get();
  }

  @Override
  public CompletableFuture<Optional<String>> report() {
    return get(keys.status());
  }

  @Override
  public CompletableFuture<Optional<JobLease>> lease(String role) {
    return new LeaseCommands(sender, keys).get(role);
  }

  private CompletableFuture<Optional<String>> get(String key) {
    return sender
        .send(key, redis -> redis.get(key))
        .thenApply(value -> Optional.ofNullable(value).map(bytes -> new String(bytes, UTF_8)));
  }

  private static <T> CompletableFuture<T> unlessRefused(
      CompletableFuture<T> answer, @Nullable T otherwise) {
    return answer.exceptionallyCompose(
        failure ->
            RedisStreamsException.isRefusal(failure)
                ? CompletableFuture.completedFuture(otherwise)
                : CompletableFuture.failedFuture(failure));
  }

  @Override
  public void close() {
    sender.close();
  }
}
