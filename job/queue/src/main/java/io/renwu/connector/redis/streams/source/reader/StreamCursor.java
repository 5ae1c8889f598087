package io.renwu.connector.redis.streams.source.reader;

import static java.util.Objects.requireNonNull;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.source.config.QueueDeserializer;
import io.renwu.connector.redis.streams.source.split.ReadPosition;
import io.renwu.connector.redis.streams.source.split.StreamSplit;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One stream of a reader: its buffer and its next element. */
final class StreamCursor<T> {
  private final StreamId stream;
  private final String splitId;
  private final StreamBuffer buffer;
  private final StreamFetcher fetcher;
  private final QueueDeserializer<T> deserializer;
  private final FailedRecords<T> failed;
  private @Nullable T head;
  private long headTimeMillis;
  private long lastReceivedAtMillis;
  private boolean paused;
  private boolean finished;

  /**
   * Creates a cursor at its buffer's position.
   *
   * @param receivedAtMillis of the record there; 0 if that is not known
   */
  StreamCursor(
      StreamId stream,
      long receivedAtMillis,
      StreamBuffer buffer,
      StreamFetcher fetcher,
      QueueDeserializer<T> deserializer,
      FailedRecords<T> failed) {
    this.stream = stream;
    this.splitId = stream.toString();
    this.lastReceivedAtMillis = receivedAtMillis;
    this.buffer = buffer;
    this.fetcher = fetcher;
    this.deserializer = deserializer;
    this.failed = failed;
  }

  StreamId stream() {
    return stream;
  }

  String splitId() {
    return splitId;
  }

  StreamFetcher fetcher() {
    return fetcher;
  }

  StreamBuffer buffer() {
    return buffer;
  }

  /** Loads the next element; false if there is none. */
  boolean load() throws IOException {
    if (head == null) {
      QueueRecord record = buffer.peek();
      if (record == null) {
        return false;
      }
      make(record, buffer.headPosition());
    }
    return true;
  }

  private void make(QueueRecord record, long position) throws IOException {
    head = failed.replacement(record, position);
    if (head != null) {
      headTimeMillis = deserializer.eventTimeMillis(head);
      return;
    }
    try {
      head = deserializer.deserialize(record, position);
      headTimeMillis = deserializer.eventTimeMillis(head);
    } catch (Throwable failure) {
      failed.count(position, failure);
      throw failure;
    }
  }

  boolean isLoaded() {
    return head != null;
  }

  /** Event time of the loaded element. */
  long headTimeMillis() {
    return headTimeMillis;
  }

  /** When the loaded element's record was received. */
  long headReceivedAtMillis() {
    return buffer.headReceivedAtMillis();
  }

  /** Returns the loaded element and moves the position past it. */
  T take() {
    T element = requireNonNull(head, "an element is loaded");
    head = null;
    lastReceivedAtMillis = buffer.headReceivedAtMillis();
    buffer.advance();
    return element;
  }

  /** The position up to which the stream was consumed. */
  ReadPosition readPosition() {
    return new ReadPosition(buffer.position(), lastReceivedAtMillis);
  }

  /** The split for a checkpoint. */
  StreamSplit split(List<ReadPosition> trail) {
    return new StreamSplit(stream, buffer.position(), buffer.end(), trail);
  }

  /** Whether the last record has been consumed; true only at the first call. */
  boolean finishes() {
    boolean first = !finished && buffer.isFinished();
    finished |= first;
    return first;
  }

  boolean isFinished() {
    return finished;
  }

  void pause(boolean pause) {
    paused = pause;
  }

  boolean isPaused() {
    return paused;
  }

  /** Whether the reader must wait for this stream's next page. */
  boolean awaitsPage() {
    return !paused && head == null && buffer.isEmpty() && fetcher.expectsMore();
  }
}
