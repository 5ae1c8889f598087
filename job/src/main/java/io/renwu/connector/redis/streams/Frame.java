package io.renwu.connector.redis.streams;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The bytes of an entry: a run of consecutive records of one stream.
 *
 * <pre>
 * frame  = version(1 byte) flags(1 byte) count baseOffset baseReceivedAt [rawLength] records crc
 * record = offsetDelta receivedAtDelta length bytes
 * </pre>
 *
 * <p>version is 1; the low two bits of flags are the {@link Compression}'s code, the others 0.
 * Numbers are LEB128 varints, receivedAts zigzag-coded; a delta is to the record before it, the
 * first to the base. With DEFLATE the records are one raw deflate stream, and rawLength is their
 * length without it. crc is the CRC-32C of everything before it, big-endian.
 */
public final class Frame {
  private static final int VERSION = 1;
  private static final int COMPRESSION_MASK = 0b11;
  private static final int CRC_BYTES = 4;

  private Frame() {}

  /**
   * Packs records.
   *
   * @param records of one stream, at least one, offsets growing
   * @param compression applied if it makes the frame smaller
   */
  public static byte[] encode(List<QueueRecord> records, Compression compression) {
    byte[] raw = records(records);
    byte[] packed = compression == Compression.DEFLATE ? Deflate.pack(raw) : raw;
    boolean smaller = packed.length < raw.length;
    Varints out = new Varints(new ByteArrayOutputStream(packed.length + 32));
    out.writeByte(VERSION);
    out.writeByte((smaller ? compression : Compression.NONE).code());
    out.write(records.size());
    out.write(records.get(0).offset());
    out.writeSigned(records.get(0).receivedAtMillis());
    if (smaller) {
      out.write(raw.length);
    }
    out.writeBytes(smaller ? packed : raw);
    byte[] head = out.toByteArray();
    return ByteBuffer.allocate(head.length + CRC_BYTES)
        .put(head)
        .putInt(crc(head, head.length))
        .array();
  }

  private static byte[] records(List<QueueRecord> records) {
    int bytes = 0;
    for (QueueRecord record : records) {
      bytes += record.value().length + 8;
    }
    Varints out = new Varints(new ByteArrayOutputStream(bytes));
    long offset = records.get(0).offset();
    long receivedAtMillis = records.get(0).receivedAtMillis();
    long least = offset;
    for (QueueRecord record : records) {
      if (record.offset() < least) {
        throw new IllegalArgumentException(record + " comes after offset " + (least - 1));
      }
      out.write(record.offset() - offset);
      out.writeSigned(record.receivedAtMillis() - receivedAtMillis);
      out.write(record.value().length);
      out.writeBytes(record.value());
      offset = record.offset();
      least = offset + 1;
      receivedAtMillis = record.receivedAtMillis();
    }
    return out.toByteArray();
  }

  /**
   * Unpacks a frame.
   *
   * @param stream that the frame was read from
   * @throws CorruptFrameException if the bytes are no frame, or one of a later version
   */
  public static List<QueueRecord> decode(StreamId stream, byte[] frame) {
    try {
      return decodeChecked(stream, frame);
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      String reason = e.getMessage() == null ? "it ends too early" : e.getMessage();
      throw new CorruptFrameException(
          "a frame of " + frame.length + " bytes of " + stream + " cannot be read: " + reason, e);
    }
  }

  private static List<QueueRecord> decodeChecked(StreamId stream, byte[] frame) {
    require(frame.length > CRC_BYTES + 2, "it is too short");
    ByteBuffer in = ByteBuffer.wrap(frame, 0, frame.length - CRC_BYTES);
    int version = in.get();
    require(version == VERSION, "its version is " + version + "; this release reads " + VERSION);
    require(
        ByteBuffer.wrap(frame).getInt(frame.length - CRC_BYTES)
            == crc(frame, frame.length - CRC_BYTES),
        "its checksum does not match");
    int flags = in.get();
    int compression = flags & COMPRESSION_MASK;
    require(
        flags == compression && compression <= Compression.DEFLATE.code(),
        "its flags are " + flags);
    long count = Varints.read(in);
    long offset = Varints.read(in);
    long receivedAtMillis = Varints.readSigned(in);
    ByteBuffer body = compression == Compression.DEFLATE.code() ? Deflate.unpack(in) : in;
    require(count > 0 && count <= body.remaining(), "it holds " + count + " records");
    List<QueueRecord> records = new ArrayList<>((int) count);
    for (long left = count; left > 0; left--) {
      offset += Varints.read(body);
      receivedAtMillis += Varints.readSigned(body);
      long length = Varints.read(body);
      require(length >= 0 && length <= body.remaining(), "a record of " + length + " bytes");
      byte[] value = new byte[(int) length];
      body.get(value);
      records.add(new QueueRecord(stream, offset, receivedAtMillis, value));
    }
    require(!body.hasRemaining(), "bytes are left over");
    return records;
  }

  /**
   * How many records a frame says it holds, without looking further.
   *
   * @throws CorruptFrameException if it is too short to say
   */
  public static int count(byte[] frame) {
    try {
      ByteBuffer in = ByteBuffer.wrap(frame).position(2);
      return (int) Varints.read(in);
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw new CorruptFrameException("a frame of " + frame.length + " bytes has no count", e);
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
