package io.renwu.connector.redis.streams.source.enumerator;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import org.jspecify.annotations.Nullable;

/**
 * Version 4: count and streams (topic UTF, partition int), count and splits of version 3, streams
 * in order; the length of the rules (int, -1 = none) and their UTF-8; the lease's number (long).
 * Version 3 ended after the splits; versions 1 and 2 had splits of versions 1 and 2.
 */
public final class EnumeratorStateSerializer implements SimpleVersionedSerializer<EnumeratorState> {
  private static final int VERSION = 4;
  private static final int SPLITS = 3;

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
    byte[] rules = state.rules() == null ? null : state.rules().getBytes(UTF_8);
    out.writeInt(rules == null ? -1 : rules.length);
    if (rules != null) {
      out.write(rules);
    }
    out.writeLong(state.lease());
    return out.getCopyOfBuffer();
  }

  @Override
  public EnumeratorState deserialize(int version, byte[] bytes) throws IOException {
    if (version < 1 || version > VERSION) {
      throw new IOException(
          "found an enumerator state of version "
              + version
              + ", expected 1 to "
              + VERSION
              + ", which this release reads");
    }
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    Set<StreamId> assigned = new TreeSet<>();
    for (int left = in.readInt(); left > 0; left--) {
      assigned.add(new StreamId(in.readUTF(), in.readInt()));
    }
    List<StreamSplit> unassigned = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      unassigned.add(StreamSplitSerializer.read(in, Math.min(version, SPLITS)));
    }
    return version < VERSION
        ? new EnumeratorState(assigned, unassigned, null, 0)
        : new EnumeratorState(assigned, unassigned, rules(in), in.readLong());
  }

  private static @Nullable String rules(DataInputDeserializer in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    byte[] rules = new byte[length];
    in.readFully(rules);
    return new String(rules, UTF_8);
  }
}
