package io.renwu.function;

import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes records of the queue between operators. Never used for state. */
public final class QueuedRecordSerializer extends ImmutableSerializer<QueuedRecord> {
  private static final long serialVersionUID = 1L;

  public static final QueuedRecordSerializer INSTANCE = new QueuedRecordSerializer();

  private static final String NOT_EMPTY = "a dead letter has a key and a value";

  /** The type of a stream of records of the queue. */
  public static TypeInformation<QueuedRecord> typeInformation() {
    return new ImmutableTypeInformation<>(QueuedRecord.class, INSTANCE);
  }

  @Override
  public void serialize(QueuedRecord record, DataOutputView out) throws IOException {
    QueuedEvent event = record.event();
    out.writeBoolean(event != null);
    if (event != null) {
      QueuedEventSerializer.INSTANCE.serialize(event, out);
    } else {
      OutputRecord letter = Objects.requireNonNull(record.deadLetter(), "no event");
      JsonValueSerializer.writeBytes(Objects.requireNonNull(letter.key(), NOT_EMPTY), out);
      JsonValueSerializer.writeBytes(Objects.requireNonNull(letter.value(), NOT_EMPTY), out);
    }
  }

  @Override
  public QueuedRecord deserialize(DataInputView in) throws IOException {
    if (in.readBoolean()) {
      return new QueuedRecord(QueuedEventSerializer.INSTANCE.deserialize(in), null);
    }
    byte[] key = JsonValueSerializer.readBytes(in);
    return new QueuedRecord(
        null,
        new OutputRecord(OutputRecord.Output.DEAD_LETTERS, key, JsonValueSerializer.readBytes(in)));
  }

  @Override
  public TypeSerializerSnapshot<QueuedRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer where a snapshot asks for it. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<QueuedRecord> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
