package io.renwu.connector.redis.streams.sink;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.client.AppendResult;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.RedisStreamsException;
import io.renwu.connector.redis.streams.client.StreamEntry;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;

/**
 * Drives the chain of one stream: at most one command under way, its answer handled in the task's
 * mailbox. After every failure it asks for the stream's end before it appends again.
 */
final class StreamAppender {
  private static final long FIRST_BACKOFF_MILLIS = 20;
  private static final long LAST_BACKOFF_MILLIS = 2_000;

  private final StreamChain chain;
  private final RedisStreams redis;
  private final TopicIncarnation incarnation;
  private final SinkSettings settings;
  private final MailboxExecutor mailbox;
  private final ProcessingTimeService timers;
  private final SinkMetrics metrics;
  private final BooleanSupplier draining;

  private boolean busy;
  private boolean timerSet;
  private long failingSinceMillis = -1;
  private long backoffMillis = FIRST_BACKOFF_MILLIS;

  StreamAppender(
      StreamChain chain,
      RedisStreams redis,
      TopicIncarnation incarnation,
      SinkSettings settings,
      MailboxExecutor mailbox,
      ProcessingTimeService timers,
      SinkMetrics metrics,
      BooleanSupplier draining) {
    this.chain = chain;
    this.redis = redis;
    this.incarnation = incarnation;
    this.settings = settings;
    this.mailbox = mailbox;
    this.timers = timers;
    this.metrics = metrics;
    this.draining = draining;
  }

  void add(QueueRecord record) {
    if (chain.add(record, timers.getCurrentProcessingTime())) {
      proceed();
    } else {
      metrics.skipped(1);
    }
  }

  /** Whether everything added is in the stream. */
  boolean isDrained() {
    return !busy && chain.isEmpty();
  }

  long waitingBytes() {
    return chain.waitingBytes();
  }

  /** Sends what is due, if nothing is under way. */
  void proceed() {
    if (busy || chain.isEmpty()) {
      return;
    }
    if (!chain.isStarted()) {
      start();
      return;
    }
    List<StreamEntry> batch =
        chain.batch(draining.getAsBoolean(), timers.getCurrentProcessingTime());
    if (batch.isEmpty()) {
      setTimer();
    } else {
      send(
          redis.append(chain.stream(), chain.highWater(), batch),
          result -> appended(batch, result));
    }
  }

  private void setTimer() {
    if (!timerSet) {
      timerSet = true;
      var unused =
          timers.registerTimer(
              timers.getCurrentProcessingTime() + settings.maxDelay().toMillis(),
              time -> {
                timerSet = false;
                proceed();
              });
    }
  }

  /** The high-water mark is asked for only once the registration has been answered. */
  private void start() {
    String made = incarnation.of(chain.stream().topic());
    send(
        redis
            .register(chain.stream(), made)
            .thenCompose(
                epoch ->
                    redis.highWater(chain.stream()).thenApply(mark -> new Origin(epoch, mark))),
        origin -> {
          progressed();
          metrics.skipped(chain.start(origin.epoch(), origin.highWater()));
        });
  }

  private void recover() {
    if (chain.isStarted()) {
      send(redis.highWater(chain.stream()), mark -> metrics.skipped(advance(mark)));
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
    backoffMillis = FIRST_BACKOFF_MILLIS;
  }

  private void appended(List<StreamEntry> batch, AppendResult result) throws IOException {
    int covered = advance(result.highWater());
    switch (result.status()) {
      case APPENDED -> {
        long bytes = batch.stream().mapToLong(entry -> entry.frame().length).sum();
        metrics.appended(covered, batch.size(), bytes);
      }
      case MISMATCH -> {
        metrics.mismatched();
        metrics.skipped(covered);
      }
      case PARTIAL -> {
        List<StreamEntry> in =
            batch.stream().filter(entry -> entry.position() <= result.highWater()).toList();
        long bytes = in.stream().mapToLong(entry -> entry.frame().length).sum();
        metrics.appended(covered, in.size(), bytes);
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
    metrics.retried();
    long nowMillis = timers.getCurrentProcessingTime();
    if (failingSinceMillis < 0) {
      failingSinceMillis = nowMillis;
    }
    if (RedisStreamsException.isRefusal(failure)
        || nowMillis - failingSinceMillis >= settings.deliveryTimeout().toMillis()) {
      throw new IOException("cannot append to stream " + chain.stream(), failure);
    }
    busy = true;
    var unused = timers.registerTimer(nowMillis + backoffMillis, time -> recover());
    backoffMillis = Math.min(2 * backoffMillis, LAST_BACKOFF_MILLIS);
  }

  private record Origin(int epoch, long highWater) {}

  private interface Answer<A> {
    void handle(A answer) throws IOException;
  }
}
