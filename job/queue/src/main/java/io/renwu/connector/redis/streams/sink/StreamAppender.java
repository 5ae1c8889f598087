package io.renwu.connector.redis.streams.sink;

import static java.util.Objects.requireNonNull;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.AppendResult;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.StreamEntry;
import io.renwu.connector.redis.streams.client.WriterMark;
import io.renwu.connector.redis.streams.client.WriterPosition;
import io.renwu.connector.redis.streams.transport.RedisStreamsException;
import io.renwu.connector.redis.streams.transport.RedisStreamsException.Reason;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.jspecify.annotations.Nullable;

/**
 * Drives the chain of one stream, with at most one command at a time, whose answer is handled in
 * the task's mailbox. After every failure it reads the stream's end before it appends again.
 */
final class StreamAppender {

  /** The incarnation of a topic whose id is unknown. */
  private static final String ONLY = "-";

  private final StreamChain chain;
  private final RedisStreams redis;
  private final SinkSettings settings;
  private final MailboxExecutor mailbox;
  private final ProcessingTimeService timers;
  private final SinkMetrics metrics;
  private final BooleanSupplier draining;
  private final Backoff backoff = new Backoff();

  private @Nullable String incarnation;
  private boolean busy;
  private boolean timerSet;
  private long failingSinceMillis = -1;

  StreamAppender(
      StreamChain chain,
      RedisStreams redis,
      SinkSettings settings,
      MailboxExecutor mailbox,
      ProcessingTimeService timers,
      SinkMetrics metrics,
      BooleanSupplier draining) {
    this.chain = chain;
    this.redis = redis;
    this.settings = settings;
    this.mailbox = mailbox;
    this.timers = timers;
    this.metrics = metrics;
    this.draining = draining;
  }

  StreamId stream() {
    return chain.stream();
  }

  void add(QueueRecord record) throws IOException {
    identify(record);
    long nowMillis = timers.getCurrentProcessingTime();
    boolean waits = chain.add(record, nowMillis);
    if (!waits && record.kind() == QueueRecord.Kind.RECORD) {
      metrics.countSkipped(1);
    }
    proceed(nowMillis);
  }

  /** The first record fixes the topic's incarnation; without an ORIGIN it stays unknown. */
  private void identify(QueueRecord record) {
    if (incarnation == null) {
      incarnation = record.kind() == QueueRecord.Kind.ORIGIN ? record.incarnation() : ONLY;
    } else if (record.kind() == QueueRecord.Kind.ORIGIN
        && !incarnation.equals(record.incarnation())) {
      throw new IllegalStateException(
          "stream "
              + chain.stream()
              + " began with the topic's incarnation "
              + incarnation
              + " but continues with "
              + record.incarnation());
    }
  }

  /** Whether everything added is in the stream. */
  boolean isDrained() {
    return !busy && chain.isStarted() && chain.isEmpty();
  }

  /** The writer's mark of a drained stream. */
  WriterMark mark() {
    return chain.mark();
  }

  /**
   * Handles the position at which the stream was found to end.
   *
   * @return whether it was known to end there
   */
  boolean endsAt(long position) throws IOException {
    boolean known = position == chain.highWater();
    metrics.countSkipped(advance(position));
    return known;
  }

  /** Sends what is due, if no command is running. */
  void proceed() {
    proceed(timers.getCurrentProcessingTime());
  }

  private void proceed(long nowMillis) {
    if (busy) {
      return;
    }
    if (!chain.isStarted()) {
      start();
      return;
    }
    if (chain.isEmpty()) {
      return;
    }
    List<StreamEntry> batch = chain.batch(draining.getAsBoolean(), nowMillis);
    if (batch.isEmpty()) {
      setTimer();
    } else {
      long sentMillis = timers.getCurrentProcessingTime();
      send(
          redis.append(chain.stream(), chain.highWater(), batch),
          result -> appended(batch, result, sentMillis));
    }
  }

  private void setTimer() {
    if (!timerSet) {
      timerSet = true;
      var unused =
          timers.registerTimer(
              chain.dueMillis(),
              time -> {
                timerSet = false;
                proceed();
              });
    }
  }

  /** The end is read only after the registration. */
  private void start() {
    send(
        register()
            .thenCompose(
                epoch ->
                    redis
                        .writerPosition(chain.stream())
                        .thenApply(end -> new Registered(epoch, end))),
        registered -> {
          progressed();
          metrics.countSkipped(chain.start(registered.epoch(), registered.end()));
        });
  }

  /** Registers the started stream again, in case the registry lost it. */
  CompletableFuture<Void> registerAgain() {
    return register().thenAccept(chain::requireEpoch);
  }

  private CompletableFuture<Integer> register() {
    return redis.register(
        chain.stream(), requireNonNull(incarnation, "the first record sets the incarnation"));
  }

  private void recover() {
    if (chain.isStarted()) {
      send(
          redis.writerPosition(chain.stream()),
          end -> metrics.countSkipped(advance(end.appended())));
    } else {
      start();
    }
  }

  private int advance(long highWater) throws IOException {
    if (highWater > chain.highWater()) {
      progressed();
    }
    return chain.advance(highWater);
  }

  private void progressed() {
    failingSinceMillis = -1;
    backoff.reset();
  }

  private void appended(List<StreamEntry> batch, AppendResult result, long sentMillis)
      throws IOException {
    long nowMillis = timers.getCurrentProcessingTime();
    int covered = advance(result.highWater());
    switch (result.status()) {
      case APPENDED -> {
        metrics.setServerFull(chain.stream(), false, nowMillis);
        metrics.countAppended(covered, batch, nowMillis - sentMillis);
      }
      case MISMATCH -> {
        metrics.countMismatch();
        metrics.countSkipped(covered);
      }
      case PARTIAL -> {
        List<StreamEntry> arrived =
            batch.stream().filter(entry -> entry.position() <= result.highWater()).toList();
        metrics.countAppended(covered, arrived, nowMillis - sentMillis);
        throw RedisStreamsException.answered(result.error(), null);
      }
    }
  }

  private <A> void send(CompletableFuture<A> command, Answer<A> handler) {
    busy = true;
    var unused =
        command.whenComplete(
            (answer, failure) ->
                mailbox.execute(
                    () -> answered(answer, failure, handler), "answer for %s", chain.stream()));
  }

  private <A> void answered(A answer, Throwable failure, Answer<A> handler) throws IOException {
    busy = false;
    if (failure != null) {
      failed(failure);
      return;
    }
    try {
      handler.handle(answer);
    } catch (RedisStreamsException e) {
      failed(e);
      return;
    }
    proceed();
  }

  private void failed(Throwable failure) throws IOException {
    metrics.countRetry(RedisStreamsException.reasonOf(failure));
    long nowMillis = timers.getCurrentProcessingTime();
    boolean full = RedisStreamsException.reasonOf(failure) == Reason.FULL;
    metrics.setServerFull(chain.stream(), full, nowMillis);
    if (failingSinceMillis < 0 || full) {
      failingSinceMillis = nowMillis;
    }
    if (RedisStreamsException.isRefusal(failure)
        || nowMillis - failingSinceMillis >= settings.deliveryTimeout().toMillis()) {
      throw new IOException("cannot append to stream " + chain.stream(), failure);
    }
    busy = true;
    var unused = timers.registerTimer(nowMillis + backoff.nextMillis(), time -> recover());
  }

  private record Registered(int epoch, WriterPosition end) {}

  private interface Answer<A> {
    void handle(A answer) throws IOException;
  }
}
