package io.renwu.connector.redis.streams.inspect;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;

/**
 * What a trim of one stream takes away.
 *
 * @param taken position that the readers' last completed checkpoint covers
 * @param upTo position of the last record that goes; 0 = nothing goes
 * @param entries that go
 * @param records in them
 * @param bytes of their frames
 * @param untaken those of the records that no completed checkpoint of a reader covers
 * @param receivedAtMillis when the last record that goes was received, epoch milliseconds; 0 if
 *     that cannot be read
 */
public record TrimPlan(
    StreamId stream,
    long taken,
    long upTo,
    long entries,
    long records,
    long bytes,
    long untaken,
    long receivedAtMillis) {

  static TrimPlan nothing(StreamId stream, long taken) {
    return new TrimPlan(stream, taken, StreamPosition.START, 0, 0, 0, 0, 0);
  }

  public boolean isNothing() {
    return entries == 0;
  }

  /** The first offset that stays, and from which a checkpoint can still be restored. */
  public long keepsFrom() {
    return StreamPosition.offset(upTo) + 1;
  }

  /** One more entry goes; of one that is broken the records are not known. */
  TrimPlan with(EntryView entry) {
    int epoch = StreamPosition.epoch(entry.position());
    long notTaken =
        entry.records().stream()
            .filter(record -> StreamPosition.of(epoch, record.offset()) > taken)
            .count();
    return new TrimPlan(
        stream,
        taken,
        entry.position(),
        entries + 1,
        records + entry.records().size(),
        bytes + entry.frameBytes(),
        untaken + notTaken,
        entry.lastReceivedAtMillis().orElse(receivedAtMillis));
  }
}
