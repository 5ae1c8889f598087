package io.renwu.function;

import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializes events between operators, so that the JSON is parsed once: 12 bytes of partition and
 * position, then the event. Never used for state.
 */
public final class QueuedEventSerializer extends ImmutableSerializer<QueuedEvent> {
  private static final long serialVersionUID = 1L;

  public static final QueuedEventSerializer INSTANCE = new QueuedEventSerializer();

  /** The type of a stream of events. */
  public static TypeInformation<QueuedEvent> typeInformation() {
    return new ImmutableTypeInformation<>(QueuedEvent.class, INSTANCE);
  }

  @Override
  public void serialize(QueuedEvent queued, DataOutputView out) throws IOException {
    out.writeInt(queued.partition());
    out.writeLong(queued.position());
    EventSerializer.INSTANCE.serialize(queued.event(), out);
  }

  @Override
  public QueuedEvent deserialize(DataInputView in) throws IOException {
    int partition = in.readInt();
    long position = in.readLong();
    return new QueuedEvent(EventSerializer.INSTANCE.deserialize(in), partition, position);
  }

  @Override
  public TypeSerializerSnapshot<QueuedEvent> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer where a snapshot asks for it. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<QueuedEvent> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
