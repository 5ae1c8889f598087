package org.apache.flink.connector.kafka.sink;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of a transaction that must not be lost, so that they can be written again. Used by
 * the task thread only.
 */
final class KeptRecords {
  /** A tombstone's value, a missing key. */
  private static final int NONE = -1;

  private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
  private long bytes;

  void add(ProducerRecord<byte[], byte[]> added) {
    records.add(added);
    bytes += length(added.key()) + length(added.value());
  }

  private static int length(byte @Nullable [] content) {
    return content == null ? 0 : content.length;
  }

  /** Bytes of keys and values. */
  long bytes() {
    return bytes;
  }

  /** In the order in which they were written. */
  List<ProducerRecord<byte[], byte[]>> records() {
    return records;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(records.size());
    for (ProducerRecord<byte[], byte[]> record : records) {
      out.writeUTF(record.topic());
      write(record.key(), out);
      write(record.value(), out);
    }
  }

  private static void write(byte @Nullable [] content, DataOutput out) throws IOException {
    out.writeInt(content == null ? NONE : content.length);
    if (content != null) {
      out.write(content);
    }
  }

  static KeptRecords read(DataInput in) throws IOException {
    KeptRecords kept = new KeptRecords();
    for (int rest = in.readInt(); rest > 0; rest--) {
      String topic = in.readUTF();
      byte[] key = readContent(in);
      kept.add(new ProducerRecord<>(topic, key, readContent(in)));
    }
    return kept;
  }

  private static byte @Nullable [] readContent(DataInput in) throws IOException {
    int length = in.readInt();
    if (length == NONE) {
      return null;
    }
    byte[] content = new byte[length];
    in.readFully(content);
    return content;
  }
}
