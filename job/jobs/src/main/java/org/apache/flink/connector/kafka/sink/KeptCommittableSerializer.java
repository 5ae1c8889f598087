package org.apache.flink.connector.kafka.sink;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Serializes transactions with their kept records.
 *
 * <pre>
 * version 2 = length (4 bytes), the connector's version 1, has kept records (1 byte), [n (4 bytes), n * record]
 * record    = topic, length and bytes of the key, length and bytes of the value
 * </pre>
 *
 * Version 1 is the connector's and is read.
 */
final class KeptCommittableSerializer implements SimpleVersionedSerializer<KafkaCommittable> {
  private static final int CONNECTOR_VERSION = 1;
  private static final int VERSION = 2;

  private final KafkaCommittableSerializer connector = new KafkaCommittableSerializer();

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(KafkaCommittable committable) throws IOException {
    byte[] plain = connector.serialize(committable);
    KeptRecords kept = KeptCommittable.kept(committable);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(plain.length);
    out.write(plain);
    out.writeBoolean(kept != null);
    if (kept != null) {
      kept.write(out);
    }
    return bytes.toByteArray();
  }

  @Override
  public KafkaCommittable deserialize(int version, byte[] bytes) throws IOException {
    if (version == CONNECTOR_VERSION) {
      return connector.deserialize(version, bytes);
    }
    if (version != VERSION) {
      throw new IOException(
          "found a transaction of version " + version + ", expected at most " + VERSION);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    byte[] plain = new byte[in.readInt()];
    in.readFully(plain);
    KafkaCommittable committable = connector.deserialize(CONNECTOR_VERSION, plain);
    return in.readBoolean() ? KeptCommittable.of(committable, KeptRecords.read(in)) : committable;
  }
}
