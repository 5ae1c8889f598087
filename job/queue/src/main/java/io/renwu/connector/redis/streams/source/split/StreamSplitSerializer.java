package io.renwu.connector.redis.streams.source.split;

import io.renwu.connector.redis.streams.StreamId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Version 3: topic (UTF), partition (int), position (long), end (long), length of the trail (int)
 * and its positions and times (long, long). Version 2 had no trail, version 1 no end either.
 */
public final class StreamSplitSerializer implements SimpleVersionedSerializer<StreamSplit> {
  private static final int VERSION = 3;
  private static final int WITHOUT_TRAIL = 2;
  private static final int WITHOUT_END = 1;

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
    return read(new DataInputDeserializer(bytes), version);
  }

  /** Writes a split as a part of a larger form. */
  public static void write(StreamSplit split, DataOutputView out) throws IOException {
    out.writeUTF(split.stream().topic());
    out.writeInt(split.stream().partition());
    out.writeLong(split.position());
    out.writeLong(split.end());
    out.writeInt(split.trail().size());
    for (ReadPosition earlier : split.trail()) {
      out.writeLong(earlier.position());
      out.writeLong(earlier.receivedAtMillis());
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param version of the serializer that wrote it
   * @throws IOException if this release does not read that version
   */
  public static StreamSplit read(DataInputView in, int version) throws IOException {
    if (version < WITHOUT_END || version > VERSION) {
      throw new IOException(
          "found a split of version "
              + version
              + ", expected 1 to "
              + VERSION
              + ", which this release reads");
    }
    StreamId stream = new StreamId(in.readUTF(), in.readInt());
    long position = in.readLong();
    long end = version == WITHOUT_END ? StreamSplit.NO_END : in.readLong();
    List<ReadPosition> trail = new ArrayList<>();
    for (int left = version <= WITHOUT_TRAIL ? 0 : in.readInt(); left > 0; left--) {
      trail.add(new ReadPosition(in.readLong(), in.readLong()));
    }
    return new StreamSplit(stream, position, end, trail);
  }
}
