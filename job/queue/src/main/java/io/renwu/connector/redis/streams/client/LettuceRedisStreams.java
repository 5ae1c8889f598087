package io.renwu.connector.redis.streams.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.transport.PreloadedSender;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.connector.redis.streams.transport.RedisSender;
import io.renwu.connector.redis.streams.transport.RedisSenders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** {@link RedisStreams} on Redis servers, through Lettuce. */
public final class LettuceRedisStreams implements RedisStreams {
  private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(10);

  private final RedisSender sender;
  private final Keys keys;
  private final ControlCommands controls;
  private final LeaseCommands leases;
  private final MarkCommands marks;

  private LettuceRedisStreams(RedisSender sender, Keys keys) {
    this.sender = sender;
    this.keys = keys;
    this.controls = new ControlCommands(sender, keys);
    this.leases = new LeaseCommands(sender, keys);
    this.marks = new MarkCommands(sender, keys);
  }

  /** A client with its own connections, which are opened by the first command. */
  public static RedisStreams connect(RedisAccess access) {
    return connect(access, COMMAND_TIMEOUT);
  }

  /**
   * A client with its own connections, which are opened by the first command.
   *
   * @param commandTimeout the timeout of a connection and of each command
   */
  public static RedisStreams connect(RedisAccess access, Duration commandTimeout) {
    return new LettuceRedisStreams(RedisSenders.to(access, commandTimeout), Keys.of(access));
  }

  /** A client for the coordinator of a source; see {@link PreloadedSender}. */
  public static RedisStreams connectInCoordinator(RedisAccess access) {
    return new LettuceRedisStreams(
        new PreloadedSender(() -> RedisSenders.to(access, COMMAND_TIMEOUT)), Keys.of(access));
  }

  @Override
  public CompletableFuture<Integer> register(StreamId stream, String incarnation) {
    return ScriptCall.number(
            sender, Script.REGISTER, new String[] {keys.registry()}, stream.toString(), incarnation)
        .thenApply(Math::toIntExact);
  }

  @Override
  public CompletableFuture<Map<StreamId, StreamRegistration>> streams() {
    return sender
        .send(keys.registry(), redis -> redis.hgetall(keys.registry()))
        .thenApply(
            lines -> {
              Map<StreamId, StreamRegistration> streams = new TreeMap<>();
              lines.forEach((name, line) -> streams.put(StreamId.parse(name), registration(line)));
              return streams;
            });
  }

  private static StreamRegistration registration(byte[] line) {
    String[] parts = text(line).split(" ", 2);
    return new StreamRegistration(Integer.parseInt(parts[0]), parts[1]);
  }

  @Override
  public CompletableFuture<AppendResult> append(
      StreamId stream, long expectedHighWater, List<StreamEntry> entries) {
    byte[][] arguments = new byte[1 + 2 * entries.size()][];
    int next = 0;
    arguments[next++] = bytes(expectedHighWater);
    for (StreamEntry entry : entries) {
      arguments[next++] = bytes(entry.position());
      arguments[next++] = entry.frame();
    }
    return this.<List<Object>>run(
            Script.APPEND, ScriptOutputType.MULTI, keys.endKeys(stream), arguments)
        .thenApply(LettuceRedisStreams::appendResult);
  }

  private static AppendResult appendResult(List<Object> answer) {
    AppendResult.Status status =
        switch (((Long) answer.get(0)).intValue()) {
          case 0 -> AppendResult.Status.APPENDED;
          case 1 -> AppendResult.Status.MISMATCH;
          default -> AppendResult.Status.PARTIAL;
        };
    long highWater = number((byte[]) answer.get(1));
    String error = status == AppendResult.Status.PARTIAL ? text((byte[]) answer.get(2)) : null;
    return new AppendResult(status, highWater, error);
  }

  @Override
  public CompletableFuture<WriterPosition> writerPosition(StreamId stream) {
    return this.<List<Object>>run(Script.END, ScriptOutputType.MULTI, keys.endKeys(stream))
        .thenApply(
            answer -> {
              long appended = number((byte[]) answer.get(0));
              boolean seenIsValid = appended >= number((byte[]) answer.get(2));
              return new WriterPosition(appended, seenIsValid ? number((byte[]) answer.get(1)) : 0);
            });
  }

  @Override
  public CompletableFuture<BarrierResult> barrier(
      Map<StreamId, WriterMark> marks, Durability durability) {
    return new BarrierWrite(sender, keys).run(marks, durability);
  }

  @Override
  public CompletableFuture<WriterPosition> giveUp(StreamId stream, long upTo) {
    return this.<byte[]>run(
            Script.SEE, ScriptOutputType.VALUE, keys.endKeys(stream), bytes(""), bytes(upTo))
        .thenCompose(appended -> writerPosition(stream));
  }

  @Override
  public CompletableFuture<Long> highWater(StreamId stream) {
    return sender
        .send(keys.highWater(stream), redis -> redis.get(keys.highWater(stream)))
        .thenApply(LettuceRedisStreams::number);
  }

  @Override
  public CompletableFuture<List<StreamEntry>> read(StreamId stream, long after, int maxEntries) {
    return EntryReadCommands.entriesAfter(sender, keys.stream(stream), after, maxEntries)
        .thenApply(page -> page.stream().map(LettuceRedisStreams::entry).toList());
  }

  private static StreamEntry entry(RawEntry raw) {
    return new StreamEntry(StreamPosition.ofEntryId(raw.id()), raw.frame());
  }

  @Override
  public CompletableFuture<Long> release(StreamId stream, long taken, long trimUpTo) {
    return marks.release(stream, taken, trimUpTo);
  }

  @Override
  public CompletableFuture<ReaderMarks> readerMarks(StreamId stream) {
    return marks.get(stream);
  }

  @Override
  public CompletableFuture<Long> countFailure(
      StreamId stream, long position, Instant at, String cause) {
    return marks.countFailure(stream, position, at, cause);
  }

  @Override
  public CompletableFuture<Map<Long, RecordFailures>> failures(StreamId stream) {
    return marks.failures(stream);
  }

  @Override
  public CompletableFuture<Long> length(StreamId stream) {
    return sender.send(keys.stream(stream), redis -> redis.xlen(keys.stream(stream)));
  }

  @Override
  public CompletableFuture<Optional<String>> control() {
    return controls.get();
  }

  @Override
  public CompletableFuture<Boolean> replaceControl(long expectedVersion, String document) {
    return controls.replace(expectedVersion, document);
  }

  @Override
  public CompletableFuture<Boolean> restoreControl(Optional<String> seen, String document) {
    return controls.restore(seen, document);
  }

  @Override
  public CompletableFuture<List<String>> controlHistory(int limit) {
    return controls.history(limit);
  }

  @Override
  public CompletableFuture<Optional<JobLease>> lease(String role) {
    return leases.get(role);
  }

  @Override
  public CompletableFuture<Long> acquireLease(String role, Optional<JobLease> seen, JobLease mine) {
    return leases.acquire(role, seen, mine);
  }

  @Override
  public CompletableFuture<Boolean> renewLease(String role, JobLease mine) {
    return leases.renew(role, mine);
  }

  @Override
  public CompletableFuture<Optional<String>> status() {
    return get(keys.status());
  }

  @Override
  public CompletableFuture<Void> putStatus(String document, Duration timeToLive) {
    return sender
        .send(
            keys.status(),
            redis -> redis.set(keys.status(), bytes(document), SetArgs.Builder.px(timeToLive)))
        .thenApply(ok -> null);
  }

  @Override
  public CompletableFuture<ServerInfo> serverInfo() {
    return sender
        .sendToAll(redis -> redis.info())
        .thenApply(
            servers -> ServerInfo.ofAll(servers.values().stream().map(InfoReply::parse).toList()));
  }

  @Override
  public void close() {
    sender.close();
  }

  private CompletableFuture<Optional<String>> get(String key) {
    return sender
        .send(key, redis -> redis.get(key))
        .thenApply(value -> Optional.ofNullable(value).map(LettuceRedisStreams::text));
  }

  private <T> CompletableFuture<T> run(
      Script script, ScriptOutputType output, String[] keyNames, byte[]... arguments) {
    return ScriptCall.run(sender, script, output, keyNames, arguments);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] bytes(long number) {
    return bytes(Long.toString(number));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private static long number(byte @Nullable [] bytes) {
    return bytes == null ? 0 : Long.parseLong(text(bytes));
  }
}
