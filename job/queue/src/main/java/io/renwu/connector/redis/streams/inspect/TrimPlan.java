package io.renwu.connector.redis.streams.inspect;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;

/**
 * What a trim of one stream removes.
 *
 * @param taken position up to which the readers' last completed checkpoint covers the stream
 * @param upTo position of the last removed record; 0 = nothing is removed
 * @param entries the number of removed entries
 * @param records the records in them
 * @param bytes the length of their frames
 * @param untaken those of the records that no completed checkpoint of the readers covers
 * @param receivedAtMillis when the last removed record was received, epoch milliseconds; 0 if
 *     unknown
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

  /** The first offset that is kept, from which a checkpoint can still be restored. */
  public long keepsFrom() {
    return StreamPosition.offset(upTo) + 1;
  }

  /** This plan with one more removed entry; the records of a broken entry are not counted. */
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
