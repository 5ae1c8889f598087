package io.renwu.connector.redis.streams.client;

import io.renwu.connector.redis.streams.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The queue's side of Redis: every command that the connector sends.
 *
 * <p>Nothing here blocks. A command is sent at most once, never again by the client itself. Futures
 * complete on the client's own threads and fail with {@link
 * io.renwu.connector.redis.streams.transport.RedisStreamsException}. Positions are those of {@link
 * io.renwu.connector.redis.streams.StreamPosition}. Thread-safe.
 */
public interface RedisStreams extends AutoCloseable {
  /** Control documents that the history keeps: a change a day for some years. */
  int KEPT_CONTROLS = 1_000;

  /**
   * Enters a stream into the registry.
   *
   * @return its epoch: 0 the first time, the same as before for the same incarnation, one more for
   *     another
   */
  CompletableFuture<Integer> register(StreamId stream, @Nullable String incarnation);

  /** All registered streams. */
  CompletableFuture<Map<StreamId, StreamRegistration>> streams();

  /**
   * Appends entries, in growing positions, if the stream's high-water mark is the expected one;
   * else nothing.
   */
  CompletableFuture<AppendResult> append(
      StreamId stream, long expectedHighWater, List<StreamEntry> entries);

  /** How far the stream's writers came. */
  CompletableFuture<WriterPosition> end(StreamId stream);

  /**
   * Writes to every stream how far its writer has come, whether or not that is new, and waits until
   * that and all that was written before is as durable as is asked for, or the time for it is up.
   */
  CompletableFuture<BarrierResult> barrier(Map<StreamId, WriterMark> marks, Durability durability);

  /**
   * Says that all up to a position that is not in the stream is given up.
   *
   * @return how far its writers now came, as far as anyone will ask
   */
  CompletableFuture<WriterPosition> giveUp(StreamId stream, long upTo);

  /** The mark of the last record appended, as it stands; 0 for a stream without one. */
  CompletableFuture<Long> highWater(StreamId stream);

  /** Up to so many of the entries that end behind a position, from the first of them on. */
  CompletableFuture<List<StreamEntry>> read(StreamId stream, long after, int maxEntries);

  /**
   * Says that everything up to {@code taken} is done with, and removes the entries that end at or
   * before {@code trimUpTo}, and what is counted of failures there; the mark that says so is
   * written with the removal, never after it.
   *
   * @param trimUpTo at most {@code taken}; 0 removes nothing
   * @return how many entries were removed
   */
  CompletableFuture<Long> release(StreamId stream, long taken, long trimUpTo);

  /** What {@link #release} recorded. */
  CompletableFuture<ReaderMarks> marks(StreamId stream);

  /**
   * Counts a failure of the record at a position, unless that may be gone from the stream.
   *
   * @param cause one line; takes the place of the one before
   * @return how many are counted now; 0 where nothing is counted
   */
  CompletableFuture<Long> countFailure(StreamId stream, long position, Instant at, String cause);

  /** The failures of all records of a stream that failed, by position. */
  CompletableFuture<Map<Long, RecordFailures>> failures(StreamId stream);

  /** The number of entries in a stream. */
  CompletableFuture<Long> length(StreamId stream);

  /** The rate's control document, a JSON object with a whole number {@code version}. */
  CompletableFuture<Optional<String>> control();

  /**
   * Replaces the control document if its {@code version} is the expected one (0: there is none),
   * and keeps it in the history.
   *
   * @return whether it was replaced
   */
  CompletableFuture<Boolean> replaceControl(long expectedVersion, String document);

  /**
   * Writes a control document over what Redis lost of it, and keeps it in the history, if the
   * newest document is still the one that was seen.
   *
   * @param seen its text; empty: there was none
   * @return whether it was written
   */
  CompletableFuture<Boolean> restoreControl(Optional<String> seen, @Nullable String document);

  /**
   * The control documents of the past, the newest first.
   *
   * @param limit the most to give; {@link #KEPT_CONTROLS} are kept
   */
  CompletableFuture<List<String>> controlHistory(int limit);

  /** What the readers' side last reported; empty if it has not for a while. */
  CompletableFuture<Optional<String>> status();

  /** Reports; the report goes away by itself after {@code timeToLive}. */
  CompletableFuture<Void> putStatus(String document, Duration timeToLive);

  /** Who alone may use an end of the queue; empty: nobody ever did, or Redis lost it. */
  CompletableFuture<Optional<JobLease>> lease(String role);

  /**
   * Takes a lease if nobody has renewed or taken it since it was seen.
   *
   * @param mine to be written; its number is the greatest that its job ever had
   * @return the number that it has now: one more than that and the one seen; 0 if it was not taken
   */
  CompletableFuture<Long> takeLease(String role, Optional<JobLease> seen, JobLease mine);

  /**
   * Renews a lease, or releases it where {@code mine} is released. A lease that Redis lost, or that
   * went back to a lower number, is written again; a release never overwrites another owner's.
   *
   * @return false if another owner has it
   */
  CompletableFuture<Boolean> renewLease(String role, JobLease mine);

  /** What the server says of itself. */
  CompletableFuture<ServerInfo> serverInfo();

  /** Ends the connection; what is still under way fails. */
  @Override
  void close();
}
