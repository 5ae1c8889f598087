package io.renwu.function;

import io.renwu.model.Event;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes events between operators. Never used for state. */
public final class EventSerializer extends ImmutableSerializer<Event> {
  private static final long serialVersionUID = 1L;

  public static final EventSerializer INSTANCE = new EventSerializer();

  @Override
  public void serialize(Event event, DataOutputView out) throws IOException {
    JsonValueSerializer.writeText(event.eventId(), out);
    JsonValueSerializer.writeText(event.userId(), out);
    JsonValueSerializer.writeText(event.behavior(), out);
    writeInstant(event.time(), out);
    out.writeBoolean(event.timezone() != null);
    if (event.timezone() != null) {
      JsonValueSerializer.writeText(event.timezone(), out);
    }
    JsonValueSerializer.writeObject(event.attributes(), out);
    writeInstant(event.receivedAt(), out);
  }

  @Override
  public Event deserialize(DataInputView in) throws IOException {
    String eventId = JsonValueSerializer.readText(in);
    String userId = JsonValueSerializer.readText(in);
    String behavior = JsonValueSerializer.readText(in);
    Instant time = readInstant(in);
    String timezone = in.readBoolean() ? JsonValueSerializer.readText(in) : null;
    Map<String, Object> attributes = JsonValueSerializer.readObject(in);
    Instant receivedAt = readInstant(in);
    return new Event(eventId, userId, behavior, time, timezone, attributes, receivedAt);
  }

  private static void writeInstant(Instant instant, DataOutput out) throws IOException {
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  private static Instant readInstant(DataInput in) throws IOException {
    long seconds = in.readLong();
    return Instant.ofEpochSecond(seconds, in.readInt());
  }

  @Override
  public TypeSerializerSnapshot<Event> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer where a snapshot asks for it. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Event> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
