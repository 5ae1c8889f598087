package io.renwu.connector.redis.streams.client;

import io.renwu.connector.redis.streams.StreamId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A queue as somebody sees it who neither appends nor takes. Everything but {@link #trim} only
 * reads.
 *
 * <p>Nothing here blocks. Futures complete on the client's own threads and fail with {@link
 * RedisStreamsException}; what the user may not ask is left out instead. Thread-safe.
 */
public interface QueueAccess extends AutoCloseable {
  /** Every server, the registry, the names of all keys, the control document. */
  CompletableFuture<QueueFacts> facts();

  /** The registry as it stands, by the stream's name. */
  CompletableFuture<Map<String, String>> registry();

  /** All that there is of a stream. */
  CompletableFuture<StreamSnapshot> snapshot(StreamId stream);

  /** Up to so many entries behind a position. */
  CompletableFuture<List<RawEntry>> entries(StreamId stream, long after, int max);

  /** Up to so many of the last entries, in their order. */
  CompletableFuture<List<RawEntry>> lastEntries(StreamId stream, int max);

  /**
   * Removes the entries that end at or before a position, and writes the mark that says so.
   *
   * @param untakenToo also those that no completed checkpoint of a reader covers; else nothing is
   *     removed if the position lies behind what was taken
   * @return how many entries were removed; empty if it lies there
   */
  CompletableFuture<Optional<Long>> trim(StreamId stream, long upTo, boolean untakenToo);

  /** The rate's control document. */
  CompletableFuture<Optional<String>> control();

  /** What the readers' side last reported; empty if it has not for a while. */
  CompletableFuture<Optional<String>> report();

  /** Who alone uses an end of the queue; empty: nobody. */
  CompletableFuture<Optional<JobLease>> lease(String role);

  /** Ends the connection; what is still under way fails. */
  @Override
  void close();
}
