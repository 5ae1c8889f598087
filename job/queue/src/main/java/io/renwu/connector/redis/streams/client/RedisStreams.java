package io.renwu.connector.redis.streams.client;

import io.renwu.connector.redis.streams.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The port to Redis: every command that the connector sends.
 *
 * <p>No method blocks. A command is sent at most once; the client never retries. Futures complete
 * on the client's own threads and fail with {@link
 * io.renwu.connector.redis.streams.transport.RedisStreamsException}. Positions are those of {@link
 * io.renwu.connector.redis.streams.StreamPosition}. Thread-safe.
 */
public interface RedisStreams extends AutoCloseable {
  /** How many control documents the history keeps: one change a day for almost three years. */
  int KEPT_CONTROLS = 1_000;

  /**
   * Registers a stream.
   *
   * @return its epoch: 0 the first time, unchanged for the same incarnation, one more for another
   */
  CompletableFuture<Integer> register(StreamId stream, String incarnation);

  /** All registered streams. */
  CompletableFuture<Map<StreamId, StreamRegistration>> streams();

  /**
   * Appends entries, in growing positions, if the stream's high-water mark is the expected one;
   * else nothing.
   */
  CompletableFuture<AppendResult> append(
      StreamId stream, long expectedHighWater, List<StreamEntry> entries);

  /** The position that the stream's writers have reached. */
  CompletableFuture<WriterPosition> writerPosition(StreamId stream);

  /**
   * Writes the writer's mark to every stream, and waits until this and all earlier writes are as
   * durable as requested, or the timeout ends.
   */
  CompletableFuture<BarrierResult> barrier(Map<StreamId, WriterMark> marks, Durability durability);

  /**
   * Gives up all records up to a position that are not in the stream.
   *
   * @return the position that the stream's writers have reached then
   */
  CompletableFuture<WriterPosition> giveUp(StreamId stream, long upTo);

  /** The stored position of the last record appended; 0 without one. */
  CompletableFuture<Long> highWater(StreamId stream);

  /** The first entries that end after a position. */
  CompletableFuture<List<StreamEntry>> read(StreamId stream, long after, int maxEntries);

  /**
   * Records that a completed checkpoint covers everything up to {@code taken}, and removes the
   * entries that end at or before {@code trimUpTo} and the failure counts there. The {@code
   * trimmed} mark is written together with the removal.
   *
   * @param trimUpTo at most {@code taken}; 0 removes nothing
   * @return how many entries were removed
   */
  CompletableFuture<Long> release(StreamId stream, long taken, long trimUpTo);

  /** The marks that {@link #release} has written. */
  CompletableFuture<ReaderMarks> readerMarks(StreamId stream);

  /**
   * Counts a failure of the record at a position, unless the record may have been trimmed.
   *
   * @param cause one line; replaces the previous one
   * @return the number of failures; 0 if nothing was counted
   */
  CompletableFuture<Long> countFailure(StreamId stream, long position, Instant at, String cause);

  /** The failures of all records of a stream that failed, by position. */
  CompletableFuture<Map<Long, RecordFailures>> failures(StreamId stream);

  /** The number of entries in a stream. */
  CompletableFuture<Long> length(StreamId stream);

  /** The control document of the rate, a JSON object with an integer {@code version}. */
  CompletableFuture<Optional<String>> control();

  /**
   * Replaces the control document if its {@code version} is the expected one (0 = there is none),
   * and adds the new one to the history.
   *
   * @return whether it was replaced
   */
  CompletableFuture<Boolean> replaceControl(long expectedVersion, String document);

  /**
   * Restores a control document that Redis lost, and adds it to the history, if the newest document
   * is still the one that was seen.
   *
   * @param seen its text; empty if there was none
   * @return whether it was written
   */
  CompletableFuture<Boolean> restoreControl(Optional<String> seen, String document);

  /**
   * The history of control documents, the newest first.
   *
   * @param limit the maximum number of documents; {@link #KEPT_CONTROLS} are kept
   */
  CompletableFuture<List<String>> controlHistory(int limit);

  /** The enumerator's last report; empty if it has expired. */
  CompletableFuture<Optional<String>> status();

  /** Writes a report, which expires after {@code timeToLive}. */
  CompletableFuture<Void> putStatus(String document, Duration timeToLive);

  /** The lease of an end of the queue; empty if there never was one, or Redis lost it. */
  CompletableFuture<Optional<JobLease>> lease(String role);

  /**
   * Acquires a lease if it was neither renewed nor acquired since it was seen.
   *
   * @param mine the lease to write; its number is the greatest that its job ever had
   * @return its number, one more than the greater of that number and the one seen; 0 if the lease
   *     was not acquired
   */
  CompletableFuture<Long> acquireLease(String role, Optional<JobLease> seen, JobLease mine);

  /**
   * Renews a lease, or releases it if {@code mine} is released. A lease that Redis lost or that has
   * a lower number is written again; a release never overwrites another owner's lease.
   *
   * @return false if another owner has it
   */
  CompletableFuture<Boolean> renewLease(String role, JobLease mine);

  /** The server's version, memory and settings. */
  CompletableFuture<ServerInfo> serverInfo();

  /** Closes the connection; running commands fail. */
  @Override
  void close();
}
