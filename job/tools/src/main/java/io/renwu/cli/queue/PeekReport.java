package io.renwu.cli.queue;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.inspect.EntryView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A record of an entry of the queue, as JSON.
 *
 * @param receivedAt RFC 3339
 */
record PeekReport(String stream, long offset, String receivedAt, String value, String entry) {
  static PeekReport of(EntryView entry, QueueRecord record) {
    return new PeekReport(
        record.stream().toString(),
        record.offset(),
        Instant.ofEpochMilli(record.receivedAtMillis()).toString(),
        new String(record.value(), StandardCharsets.UTF_8),
        entry.id());
  }

  /**
   * An entry that cannot be read.
   *
   * @param bytes the size of its frame
   * @param broken why it cannot be read
   */
  record Broken(String stream, String entry, int bytes, String broken) {
    static Broken of(EntryView entry, String problem) {
      return new Broken(entry.stream().toString(), entry.id(), entry.frameBytes(), problem);
    }
  }
}
