package io.renwu.connector.redis.streams.sink;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.BarrierResult;
import io.renwu.connector.redis.streams.client.Durability;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.WriterMark;
import io.renwu.connector.redis.streams.transport.RedisStreamsException;
import io.renwu.connector.redis.streams.transport.RedisStreamsException.Reason;
import java.io.IOException;
import java.util.Collection;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;

/**
 * The write to every stream that ends a checkpoint. It stores the writer's mark, verifies where the
 * stream ends, and is the write whose durability the server confirms.
 */
final class CheckpointBarrier {
  private final RedisStreams redis;
  private final SinkSettings settings;
  private final MailboxExecutor mailbox;
  private final ProcessingTimeService timers;
  private final SinkMetrics metrics;

  CheckpointBarrier(
      RedisStreams redis,
      SinkSettings settings,
      MailboxExecutor mailbox,
      ProcessingTimeService timers,
      SinkMetrics metrics) {
    this.redis = redis;
    this.settings = settings;
    this.mailbox = mailbox;
    this.timers = timers;
    this.metrics = metrics;
  }

  /**
   * Writes the barrier; returns when it is as durable as requested.
   *
   * @param appenders all drained
   * @throws LostRecordsException if a stream ends before what the server acknowledged
   */
  void write(Collection<StreamAppender> appenders) throws IOException, InterruptedException {
    long sinceMillis = timers.getCurrentProcessingTime();
    Backoff backoff = new Backoff();
    while (true) {
      TreeMap<StreamId, WriterMark> marks = new TreeMap<>();
      appenders.forEach(appender -> marks.put(appender.stream(), appender.mark()));
      CompletableFuture<BarrierResult> answer =
          registered(appenders).thenCompose(known -> redis.barrier(marks, settings.durability()));
      await(answer);
      try {
        if (agree(appenders, answer.join())) {
          requireDurable(answer.join());
          return;
        }
      } catch (CompletionException e) {
        failIfHopeless(requireNonNullElse(e.getCause(), e), sinceMillis);
        pause(backoff.nextMillis());
      }
    }
  }

  /**
   * Registers streams again, because a server that lost data may have lost their registration, too.
   */
  private CompletableFuture<Void> registered(Collection<StreamAppender> appenders) {
    return redis
        .streams()
        .thenCompose(
            known ->
                CompletableFuture.allOf(
                    appenders.stream()
                        .filter(appender -> !known.containsKey(appender.stream()))
                        .map(StreamAppender::registerAgain)
                        .toArray(CompletableFuture[]::new)));
  }

  private static boolean agree(Collection<StreamAppender> appenders, BarrierResult result)
      throws IOException {
    boolean agree = true;
    for (StreamAppender appender : appenders) {
      long end =
          requireNonNull(
              result.ends().get(appender.stream()), "the answer has the end of every stream");
      agree &= appender.endsAt(end);
    }
    return agree;
  }

  private void requireDurable(BarrierResult result) throws IOException {
    Durability wanted = settings.durability();
    if (result.ends().isEmpty()) {
      return;
    }
    if (result.replicas() < wanted.replicas()) {
      throw new IOException(
          "the checkpoint fails: within "
              + wanted.timeout().toMillis()
              + " ms "
              + result.replicas()
              + " of "
              + wanted.replicas()
              + " replicas confirmed that they have everything");
    }
    if (wanted.appendOnlyFile() && result.appendOnlyFiles() < 1) {
      throw new IOException(
          "the checkpoint fails: within "
              + wanted.timeout().toMillis()
              + " ms a server did not confirm that everything is on disk in its append-only file");
    }
  }

  private void failIfHopeless(Throwable failure, long sinceMillis) throws IOException {
    metrics.countRetry(RedisStreamsException.reasonOf(failure));
    long failingMillis = timers.getCurrentProcessingTime() - sinceMillis;
    if (failure instanceof IllegalStateException
        || RedisStreamsException.isRefusal(failure)
        || (RedisStreamsException.reasonOf(failure) != Reason.FULL
            && failingMillis >= settings.deliveryTimeout().toMillis())) {
      throw new IOException("cannot write the checkpoint's barrier to Redis", failure);
    }
  }

  private void await(CompletableFuture<?> answer) throws InterruptedException {
    var unused =
        answer.whenComplete((value, failure) -> mailbox.execute(() -> {}, "answer to a barrier"));
    while (!answer.isDone()) {
      mailbox.yield();
    }
  }

  private void pause(long millis) throws InterruptedException {
    CompletableFuture<Void> over = new CompletableFuture<>();
    var unused =
        timers.registerTimer(
            timers.getCurrentProcessingTime() + millis, time -> over.complete(null));
    while (!over.isDone()) {
      mailbox.yield();
    }
  }
}
