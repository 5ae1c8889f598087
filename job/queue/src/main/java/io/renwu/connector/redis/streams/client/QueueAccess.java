package io.renwu.connector.redis.streams.client;

import io.renwu.connector.redis.streams.StreamId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A queue as an observer sees it. Everything except {@link #trim} only reads.
 *
 * <p>No method blocks. Futures complete on the client's own threads and fail with {@link
 * RedisStreamsException}; data that the user has no right to read is left out. Thread-safe.
 */
public interface QueueAccess extends AutoCloseable {
  /** Every server, the registry, the names of all keys, the control document. */
  CompletableFuture<QueueFacts> facts();

  /** The lines of the registry, by the stream's name. */
  CompletableFuture<Map<String, String>> registry();

  /** Everything that Redis holds of a stream. */
  CompletableFuture<StreamSnapshot> snapshot(StreamId stream);

  /** The first entries after a position. */
  CompletableFuture<List<RawEntry>> entries(StreamId stream, long after, int max);

  /** The last entries, in their order. */
  CompletableFuture<List<RawEntry>> lastEntries(StreamId stream, int max);

  /**
   * Removes the entries that end at or before a position, and moves the {@code trimmed} mark there.
   *
   * @param evenBeyondTaken whether to remove entries that no completed checkpoint covers; if false,
   *     nothing is removed when the position is after the last completed checkpoint
   * @return how many entries were removed; empty if that was refused
   */
  CompletableFuture<Optional<Long>> trim(StreamId stream, long upTo, boolean evenBeyondTaken);

  /** The control document of the rate. */
  CompletableFuture<Optional<String>> control();

  /** The last report of the enumerator; empty if it has expired. */
  CompletableFuture<Optional<String>> report();

  /** The lease of an end of the queue; empty if there is none. */
  CompletableFuture<Optional<JobLease>> lease(String role);

  /** Closes the connection; running commands fail. */
  @Override
  void close();
}
