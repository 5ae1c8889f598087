package io.renwu.connector.redis.streams.source.enumerator;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.source.split.StreamSplit;
import io.renwu.connector.redis.streams.source.split.StreamSplitSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Version 3: count and streams (topic UTF, partition int), count and splits of version 3; streams
 * in order. Versions 1 and 2 had splits of versions 1 and 2.
 */
public final class EnumeratorStateSerializer implements SimpleVersionedSerializer<EnumeratorState> {
  private static final int VERSION = 3;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(EnumeratorState state) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    out.writeInt(state.assigned().size());
    for (StreamId stream : new TreeSet<>(state.assigned())) {
      out.writeUTF(stream.topic());
      out.writeInt(stream.partition());
    }
    out.writeInt(state.unassigned().size());
    for (StreamSplit split : state.unassigned()) {
      StreamSplitSerializer.write(split, out);
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public EnumeratorState deserialize(int version, byte[] bytes) throws IOException {
    if (version < 1 || version > VERSION) {
      throw new IOException("a state of version " + version + "; this release reads " + VERSION);
    }
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    Set<StreamId> assigned = new TreeSet<>();
    for (int left = in.readInt(); left > 0; left--) {
      assigned.add(new StreamId(in.readUTF(), in.readInt()));
    }
    List<StreamSplit> unassigned = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      unassigned.add(StreamSplitSerializer.read(in, version));
    }
    return new EnumeratorState(assigned, unassigned);
  }
}
