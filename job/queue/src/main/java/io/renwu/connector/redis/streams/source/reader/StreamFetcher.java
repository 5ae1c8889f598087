package io.renwu.connector.redis.streams.source.reader;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.StreamEntry;
import io.renwu.connector.redis.streams.transport.RedisStreamsException;
import io.renwu.connector.redis.streams.transport.RedisStreamsException.Reason;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads one stream ahead into its buffer, page by page, fetching the next page while the last one
 * is consumed. It polls an empty stream less and less often, and retries after a failure unless the
 * server keeps refusing. Used by the task thread only; answers complete in other threads and are
 * collected here.
 */
final class StreamFetcher {
  private static final int FIRST_PAGE_ENTRIES = 16;
  private static final int LAST_PAGE_ENTRIES = 256;
  private static final long PAGE_BYTES = 256 * 1024;
  private static final long FIRST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long LAST_BACKOFF_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int MAX_REFUSALS = 5;

  private final StreamId stream;
  private final StreamBuffer buffer;
  private final RedisStreams redis;
  private final Supplier<CompletableFuture<Void>> beforeFirst;
  private final long longestWaitNanos;
  private final Runnable wake;
  private final Consumer<Reason> retried;

  private @Nullable CompletableFuture<List<StreamEntry>> underWay;
  private int pageEntries = FIRST_PAGE_ENTRIES;
  private boolean checked;
  private boolean more = true;
  private int failures;
  private long waitNanos = FIRST_WAIT_NANOS;
  private long nextNanos;

  /**
   * Creates a fetcher that starts after the buffer's position.
   *
   * @param beforeFirst must complete before the first record is read
   */
  StreamFetcher(
      StreamId stream,
      StreamBuffer buffer,
      RedisStreams redis,
      Supplier<CompletableFuture<Void>> beforeFirst,
      long longestWaitNanos,
      long nowNanos,
      Runnable wake,
      Consumer<Reason> retried) {
    this.stream = stream;
    this.buffer = buffer;
    this.redis = redis;
    this.beforeFirst = beforeFirst;
    this.longestWaitNanos = longestWaitNanos;
    this.nextNanos = nowNanos;
    this.wake = wake;
    this.retried = retried;
  }

  /** Whether the stream holds, or probably holds, records that are not fetched yet. */
  boolean expectsMore() {
    return more && !buffer.reachesEnd();
  }

  /** The time of the next poll; far in the future while a request is running. */
  long nextNanos(long nowNanos) {
    return underWay == null && !buffer.reachesEnd() ? nextNanos : nowNanos + LAST_BACKOFF_NANOS;
  }

  /** Requests the next page if it is due and the buffer is low. */
  void fetch(long nowNanos, boolean room) {
    if (underWay != null
        || buffer.reachesEnd()
        || nowNanos - nextNanos < 0
        || buffer.bytes() > PAGE_BYTES / 2
        || (!room && !buffer.isEmpty())) {
      return;
    }
    long after = buffer.fetched();
    CompletableFuture<Void> known =
        checked ? CompletableFuture.completedFuture(null) : check(after);
    underWay = known.thenCompose(done -> redis.read(stream, after, pageEntries));
    var unused = underWay.whenComplete((page, failure) -> wake.run());
  }

  /**
   * Checks the stream before the first page is read. The next entry, too, would show that records
   * after the position were trimmed, but it may arrive late.
   */
  private CompletableFuture<Void> check(long after) {
    return redis
        .readerMarks(stream)
        .thenCompose(
            marks ->
                after < marks.trimmed()
                    ? CompletableFuture.failedFuture(
                        new EntriesMissingException(stream, after, marks.trimmed()))
                    : beforeFirst.get());
  }

  /**
   * Moves an arrived page into the buffer.
   *
   * @return whether records arrived
   * @throws IOException if the stream cannot be read further
   */
  boolean collect(long nowNanos) throws IOException {
    if (underWay == null || !underWay.isDone()) {
      return false;
    }
    List<StreamEntry> page;
    try {
      page = underWay.join();
    } catch (CompletionException e) {
      failed(e.getCause() == null ? e : e.getCause(), nowNanos);
      return false;
    } finally {
      underWay = null;
    }
    failures = 0;
    checked = true;
    more = page.size() >= pageEntries;
    if (page.isEmpty()) {
      nextNanos = waitNanos < longestWaitNanos ? nowNanos + waitNanos : nextTick(nowNanos);
      waitNanos = Math.min(2 * waitNanos, longestWaitNanos);
      return false;
    }
    waitNanos = Math.min(FIRST_WAIT_NANOS, longestWaitNanos);
    nextNanos = more ? nowNanos : nowNanos + waitNanos;
    buffer.add(page);
    resize(page);
    return true;
  }

  /** Polls of long-empty streams are aligned, so that they wake the reader together. */
  private long nextTick(long nowNanos) {
    return (Math.floorDiv(nowNanos, longestWaitNanos) + 1) * longestWaitNanos;
  }

  /** Adapts the number of entries to the wanted page size. */
  private void resize(List<StreamEntry> page) {
    long bytes = page.stream().mapToLong(entry -> entry.frame().length).sum();
    long fitting = PAGE_BYTES * page.size() / Math.max(1, bytes);
    pageEntries = (int) Math.max(1, Math.min(LAST_PAGE_ENTRIES, fitting));
  }

  private void failed(Throwable failure, long nowNanos) throws IOException {
    if (failure instanceof EntriesMissingException e) {
      throw e;
    }
    failures++;
    retried.accept(RedisStreamsException.reasonOf(failure));
    if (RedisStreamsException.isRefusal(failure) && failures >= MAX_REFUSALS) {
      throw new IOException("cannot read stream " + stream, failure);
    }
    long backoffNanos = FIRST_WAIT_NANOS << Math.min(failures, 10);
    nextNanos = nowNanos + Math.min(backoffNanos, LAST_BACKOFF_NANOS);
  }
}
