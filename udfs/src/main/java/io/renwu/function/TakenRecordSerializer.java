package io.renwu.function;

import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Records that were taken, between two tasks of a job; never stored. */
public final class TakenRecordSerializer extends ImmutableSerializer<TakenRecord> {
  private static final long serialVersionUID = 1L;

  public static final TakenRecordSerializer INSTANCE = new TakenRecordSerializer();

  /** The type of a stream of records that were taken. */
  public static TypeInformation<TakenRecord> typeInformation() {
    return new ImmutableTypeInformation<>(TakenRecord.class, INSTANCE);
  }

  @Override
  public void serialize(TakenRecord record, DataOutputView out) throws IOException {
    TakenEvent event = record.event();
    out.writeBoolean(event != null);
    if (event != null) {
      TakenEventSerializer.INSTANCE.serialize(event, out);
    } else {
      OutputRecord letter = record.deadLetter();
      JsonValueSerializer.writeBytes(letter.key(), out);
      JsonValueSerializer.writeBytes(letter.value(), out);
    }
  }

  @Override
  public TakenRecord deserialize(DataInputView in) throws IOException {
    if (in.readBoolean()) {
      return new TakenRecord(TakenEventSerializer.INSTANCE.deserialize(in), null);
    }
    byte[] key = JsonValueSerializer.readBytes(in);
    return new TakenRecord(
        null,
        new OutputRecord(OutputRecord.Output.DEAD_LETTERS, key, JsonValueSerializer.readBytes(in)));
  }

  @Override
  public TypeSerializerSnapshot<TakenRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer where a snapshot asks for it. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<TakenRecord> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
