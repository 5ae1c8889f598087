package io.renwu.connector.redis.streams.simulation;

import io.renwu.connector.redis.streams.QueueRecord;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** Where a reader's records go: into the history, and to the auditor of the leases. */
final class RecordOutput implements ReaderOutput<QueueRecord> {
  private final int reader;
  private final History history;
  private final LeaseAuditor auditor;

  RecordOutput(int reader, History history, LeaseAuditor auditor) {
    this.reader = reader;
    this.history = history;
    this.auditor = auditor;
  }

  void heard(long version) {
    auditor.heard(reader, version);
  }

  @Override
  public void collect(QueueRecord element) {
    throw new AssertionError("a record without a timestamp: " + element);
  }

  @Override
  public void collect(QueueRecord element, long timestamp) {
    history.add(element);
    auditor.emitted(reader, 1);
  }

  @Override
  public void emitWatermark(Watermark watermark) {
    throw new AssertionError("a watermark of the reader's own");
  }

  @Override
  public void markIdle() {
    throw new AssertionError("idleness of the reader's own");
  }

  @Override
  public void markActive() {
    throw new AssertionError("activity of the reader's own");
  }

  @Override
  public SourceOutput<QueueRecord> createOutputForSplit(String splitId) {
    return this;
  }

  @Override
  public void releaseOutputForSplit(String splitId) {
    throw new AssertionError("streams that are followed for good do not end: " + splitId);
  }
}
