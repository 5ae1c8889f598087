package io.renwu.connector.redis.streams.client;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.transport.RedisStreamsException;
import io.renwu.connector.redis.streams.transport.RedisStreamsException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The queue in memory. Answers at once; fails on request. Thread-safe. */
public final class FakeRedisStreams implements RedisStreams {
  private final Map<StreamId, StreamRegistration> registry = new TreeMap<>();
  private final Map<StreamId, NavigableMap<Long, byte[]>> entries = new HashMap<>();
  private final Map<StreamId, Long> marks = new HashMap<>();
  private final Map<StreamId, WriterMark> seenMarks = new HashMap<>();
  private final Map<StreamId, ReaderMarks> readerMarks = new HashMap<>();
  private final Map<StreamId, Map<Long, RecordFailures>> failures = new HashMap<>();
  private long replicas;
  private @Nullable String control;
  private final List<String> controls = new ArrayList<>();
  private final Map<String, JobLease> leases = new HashMap<>();
  private @Nullable String status;
  private @Nullable RuntimeException commandFailure;
  private @Nullable RuntimeException lostAnswer;
  private @Nullable String refusal;
  private boolean failLookUps;
  private boolean failCounting;

  /** Makes all further commands fail without an effect; null ends that. */
  public synchronized void failBefore(@Nullable Kind kind) {
    commandFailure = kind == null ? null : new RedisStreamsException(kind, "told to fail", null);
  }

  /** Makes the next command take effect but fail. */
  public synchronized void loseNextAnswer() {
    lostAnswer = new RedisStreamsException(Kind.TRANSIENT, "told to lose the answer", null);
  }

  /** Makes all further appends end with this error for their first entry; null ends that. */
  public synchronized void refuseEntries(@Nullable String error) {
    refusal = error;
  }

  /** Sets whether reading the failures of records fails. */
  public synchronized void failLookUps(boolean fail) {
    failLookUps = fail;
  }

  /** Sets whether counting failures of records fails. */
  public synchronized void failCounting(boolean fail) {
    failCounting = fail;
  }

  private static void failIf(boolean fail) {
    if (fail) {
      throw new RedisStreamsException(Kind.TRANSIENT, "told to fail", null);
    }
  }

  /**
   * Sets how many replicas have everything; with at least one, the append-only file is on disk,
   * too.
   */
  public synchronized void setReplicas(long count) {
    replicas = count;
  }

  /** Loses the records after a position, like a server without its append-only file. */
  public synchronized void loseAfter(StreamId stream, long behind) {
    entriesOf(stream).tailMap(behind, false).clear();
    marks.put(stream, behind);
  }

  /** Copies the present contents. Returns the action that restores them. */
  public synchronized Runnable backup() {
    Map<StreamId, StreamRegistration> pastRegistry = Map.copyOf(registry);
    Map<StreamId, NavigableMap<Long, byte[]>> pastEntries = new HashMap<>();
    entries.forEach((stream, kept) -> pastEntries.put(stream, new TreeMap<>(kept)));
    Map<StreamId, Long> pastMarks = Map.copyOf(marks);
    Map<StreamId, WriterMark> pastSeen = Map.copyOf(seenMarks);
    Map<StreamId, ReaderMarks> pastReaderMarks = Map.copyOf(readerMarks);
    Map<StreamId, Map<Long, RecordFailures>> pastFailures = new HashMap<>();
    failures.forEach((stream, counted) -> pastFailures.put(stream, new TreeMap<>(counted)));
    String pastControl = control;
    Map<String, JobLease> pastLeases = Map.copyOf(leases);
    return () -> {
      replace(registry, pastRegistry);
      entries.clear();
      pastEntries.forEach((stream, kept) -> entries.put(stream, new TreeMap<>(kept)));
      replace(marks, pastMarks);
      replace(seenMarks, pastSeen);
      replace(readerMarks, pastReaderMarks);
      failures.clear();
      pastFailures.forEach((stream, counted) -> failures.put(stream, new TreeMap<>(counted)));
      control = pastControl;
      replace(leases, pastLeases);
    };
  }

  private static <K, V> void replace(Map<K, V> present, Map<K, V> past) {
    present.clear();
    present.putAll(past);
  }

  private synchronized <A> CompletableFuture<A> answer(Supplier<A> command) {
    if (commandFailure != null) {
      return CompletableFuture.failedFuture(commandFailure);
    }
    A answer;
    try {
      answer = command.get();
    } catch (RedisStreamsException failure) {
      return CompletableFuture.failedFuture(failure);
    }
    if (lostAnswer != null) {
      RuntimeException lost = lostAnswer;
      lostAnswer = null;
      return CompletableFuture.failedFuture(lost);
    }
    return CompletableFuture.completedFuture(answer);
  }

  @Override
  public CompletableFuture<Integer> register(StreamId stream, String incarnation) {
    return answer(
        () -> {
          StreamRegistration old = registry.get(stream);
          int epoch =
              old == null
                  ? 0
                  : old.incarnation().equals(incarnation) ? old.epoch() : old.epoch() + 1;
          registry.put(stream, new StreamRegistration(epoch, incarnation));
          return epoch;
        });
  }

  @Override
  public CompletableFuture<Map<StreamId, StreamRegistration>> streams() {
    return answer(() -> Map.copyOf(registry));
  }

  @Override
  public CompletableFuture<AppendResult> append(
      StreamId stream, long expectedHighWater, List<StreamEntry> batch) {
    return answer(
        () -> {
          long mark = marks.getOrDefault(stream, 0L);
          if (mark != expectedHighWater) {
            return new AppendResult(AppendResult.Status.MISMATCH, mark, null);
          }
          NavigableMap<Long, byte[]> kept = entriesOf(stream);
          for (StreamEntry entry : batch) {
            String error = entry.position() <= mark ? "ERR the id is not greater" : refusal;
            if (error != null) {
              return new AppendResult(AppendResult.Status.PARTIAL, mark, error);
            }
            kept.put(entry.position(), entry.frame());
            mark = entry.position();
            marks.put(stream, mark);
          }
          return new AppendResult(AppendResult.Status.APPENDED, mark, null);
        });
  }

  private NavigableMap<Long, byte[]> entriesOf(StreamId stream) {
    return entries.computeIfAbsent(stream, s -> new TreeMap<>());
  }

  @Override
  public CompletableFuture<WriterPosition> writerPosition(StreamId stream) {
    return answer(() -> endOf(stream));
  }

  private WriterPosition endOf(StreamId stream) {
    long appended = marks.getOrDefault(stream, 0L);
    WriterMark mark = seenMarks.getOrDefault(stream, new WriterMark(0, 0));
    return new WriterPosition(appended, mark.appended() <= appended ? mark.seen() : 0);
  }

  @Override
  public CompletableFuture<BarrierResult> barrier(
      Map<StreamId, WriterMark> newMarks, Durability durability) {
    return answer(
        () -> {
          Map<StreamId, Long> ends = new TreeMap<>();
          newMarks.forEach(
              (stream, mark) -> {
                WriterPosition end = endOf(stream);
                ends.put(stream, end.appended());
                if (end.appended() == mark.appended()) {
                  recordSeen(stream, mark.seen());
                }
              });
          return new BarrierResult(ends, replicas, replicas > 0 ? 1 : 0);
        });
  }

  private void recordSeen(StreamId stream, long position) {
    WriterPosition end = endOf(stream);
    seenMarks.put(stream, new WriterMark(end.appended(), Math.max(end.seen(), position)));
  }

  @Override
  public CompletableFuture<WriterPosition> giveUp(StreamId stream, long upTo) {
    return answer(
        () -> {
          recordSeen(stream, upTo);
          return endOf(stream);
        });
  }

  @Override
  public CompletableFuture<Long> highWater(StreamId stream) {
    return answer(() -> marks.getOrDefault(stream, 0L));
  }

  @Override
  public CompletableFuture<List<StreamEntry>> read(StreamId stream, long start, int maxEntries) {
    return answer(
        () ->
            entriesOf(stream).tailMap(start, false).entrySet().stream()
                .limit(maxEntries)
                .map(entry -> new StreamEntry(entry.getKey(), entry.getValue()))
                .toList());
  }

  @Override
  public CompletableFuture<Long> release(StreamId stream, long taken, long trimUpTo) {
    return answer(
        () -> {
          long trimmed = readerMarks.getOrDefault(stream, ReaderMarks.NONE).trimmed();
          readerMarks.put(stream, new ReaderMarks(Math.max(trimmed, trimUpTo), taken));
          if (trimUpTo <= trimmed) {
            return 0L;
          }
          failed(stream).keySet().removeIf(position -> position <= trimUpTo);
          Map<Long, byte[]> gone = entriesOf(stream).headMap(trimUpTo, true);
          long count = gone.size();
          gone.clear();
          return count;
        });
  }

  @Override
  public CompletableFuture<ReaderMarks> readerMarks(StreamId stream) {
    return answer(() -> readerMarks.getOrDefault(stream, ReaderMarks.NONE));
  }

  private Map<Long, RecordFailures> failed(StreamId stream) {
    return failures.computeIfAbsent(stream, s -> new TreeMap<>());
  }

  @Override
  public CompletableFuture<Long> countFailure(
      StreamId stream, long position, Instant at, String cause) {
    return answer(
        () -> {
          failIf(failCounting);
          if (position <= readerMarks.getOrDefault(stream, ReaderMarks.NONE).trimmed()) {
            return 0L;
          }
          RecordFailures previous = failed(stream).get(position);
          long count = previous == null ? 1 : previous.count() + 1;
          failed(stream).put(position, new RecordFailures(count, at, cause));
          return count;
        });
  }

  @Override
  public CompletableFuture<Map<Long, RecordFailures>> failures(StreamId stream) {
    return answer(
        () -> {
          failIf(failLookUps);
          return Map.copyOf(failed(stream));
        });
  }

  @Override
  public CompletableFuture<Long> length(StreamId stream) {
    return answer(() -> (long) entriesOf(stream).size());
  }

  @Override
  public CompletableFuture<Optional<String>> control() {
    return answer(() -> Optional.ofNullable(control));
  }

  @Override
  public CompletableFuture<Boolean> replaceControl(long expectedVersion, String document) {
    return answer(
        () -> {
          long version = control == null ? 0 : RateDocument.parse(control).version();
          if (version != expectedVersion) {
            return false;
          }
          control = document;
          controls.add(0, document);
          return true;
        });
  }

  @Override
  public CompletableFuture<Boolean> restoreControl(Optional<String> expected, String document) {
    return answer(
        () -> {
          if (!Optional.ofNullable(control).equals(expected)) {
            return false;
          }
          control = document;
          controls.add(0, document);
          return true;
        });
  }

  /** Loses the control documents. */
  public synchronized void loseControl() {
    control = null;
    controls.clear();
  }

  /** Sets the control document, like a server that restarts from an older file. */
  public synchronized void setControl(String document) {
    control = document;
  }

  @Override
  public CompletableFuture<Optional<JobLease>> lease(String role) {
    return answer(() -> Optional.ofNullable(leases.get(role)));
  }

  @Override
  public CompletableFuture<Long> acquireLease(
      String role, Optional<JobLease> expected, JobLease mine) {
    return answer(
        () -> {
          JobLease present = leases.get(role);
          if (beat(Optional.ofNullable(present)) != beat(expected)
              || number(Optional.ofNullable(present)) != number(expected)) {
            return 0L;
          }
          long number = Math.max(number(expected), mine.number()) + 1;
          leases.put(role, written(mine, number, 0));
          return number;
        });
  }

  private static long number(Optional<JobLease> lease) {
    return lease.map(JobLease::number).orElse(0L);
  }

  private static long beat(Optional<JobLease> lease) {
    return lease.map(JobLease::beat).orElse(-1L);
  }

  private static JobLease written(JobLease mine, long number, long beat) {
    return new JobLease(
        number, mine.owner(), mine.job(), mine.host(), mine.since(), beat, mine.released());
  }

  @Override
  public CompletableFuture<Boolean> renewLease(String role, JobLease mine) {
    return answer(
        () -> {
          JobLease present = leases.get(role);
          boolean same =
              present != null
                  && present.number() == mine.number()
                  && present.owner().equals(mine.owner());
          if (present != null && !same && (present.number() >= mine.number() || mine.released())) {
            return false;
          }
          leases.put(role, written(mine, mine.number(), same ? present.beat() + 1 : 0));
          return true;
        });
  }

  /** Loses all job leases. */
  public synchronized void loseLeases() {
    leases.clear();
  }

  @Override
  public CompletableFuture<List<String>> controlHistory(int limit) {
    return answer(() -> controls.stream().limit(limit).toList());
  }

  @Override
  public CompletableFuture<Optional<String>> status() {
    return answer(() -> Optional.ofNullable(status));
  }

  @Override
  public CompletableFuture<Void> putStatus(String document, Duration timeToLive) {
    return answer(
        () -> {
          status = document;
          return null;
        });
  }

  @Override
  public CompletableFuture<ServerInfo> serverInfo() {
    return answer(() -> new ServerInfo("7.0.15", "noeviction", true, 0, 0));
  }

  @Override
  public void close() {
    failBefore(Kind.TRANSIENT);
  }
}
