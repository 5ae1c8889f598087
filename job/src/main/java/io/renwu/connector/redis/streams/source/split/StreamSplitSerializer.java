package io.renwu.connector.redis.streams.source.split;

import io.renwu.connector.redis.streams.StreamId;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: topic (UTF), partition (int), position (long). */
public final class StreamSplitSerializer implements SimpleVersionedSerializer<StreamSplit> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(StreamSplit split) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    write(split, out);
    return out.getCopyOfBuffer();
  }

  @Override
  public StreamSplit deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION) {
      throw new IOException("a split of version " + version + "; this release reads " + VERSION);
    }
    return read(new DataInputDeserializer(bytes));
  }

  /** Writes a split inside another form. */
  public static void write(StreamSplit split, DataOutputView out) throws IOException {
    out.writeUTF(split.stream().topic());
    out.writeInt(split.stream().partition());
    out.writeLong(split.position());
  }

  /** Reads what {@link #write} wrote. */
  public static StreamSplit read(DataInputView in) throws IOException {
    return new StreamSplit(new StreamId(in.readUTF(), in.readInt()), in.readLong());
  }
}
