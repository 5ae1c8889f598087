package io.renwu.connector.redis.streams.simulation;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.testing.TimestampedOutput;

/** Passes a reader's records to the history and to the auditor of the leases. */
final class RecordOutput extends TimestampedOutput<QueueRecord> {
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
  public void collect(QueueRecord element, long timestamp) {
    history.add(element);
    auditor.emitted(reader, 1);
  }
}
