package io.renwu.connector.redis.streams;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The bytes of an entry: a run of consecutive records of one stream.
 *
 * <pre>
 * frame  = version(1 byte) flags(1 byte) count previous baseOffset baseReceivedAt [rawLength] records crc
 * record = offsetDelta receivedAtDelta length bytes
 * </pre>
 *
 * <p>version is 2; version 1 has no previous. previous is the position at which the stream ended
 * when the entry was appended, so that a reader detects a missing entry. The low two bits of flags
 * are the {@link Compression}'s code, the others 0. Numbers are LEB128 varints, receivedAts
 * zigzag-coded; a delta is to the record before it, the first to the base. With DEFLATE the records
 * are one raw deflate stream, with ZSTD one Zstandard frame; rawLength is their uncompressed
 * length. crc is the CRC-32C of everything before it, big-endian.
 */
public final class Frame {
  private static final int VERSION = 2;

  /** Without {@link Head#previous}. */
  private static final int FIRST_VERSION = 1;

  private static final int CRC_BYTES = 4;

  /** The size of version, flags, five numbers and the checksum, at most. */
  private static final int HEAD_BYTES = 2 + 5 * Varints.MAX_BYTES + CRC_BYTES;

  /** The usual size of a record's numbers. */
  private static final int RECORD_HEAD_BYTES = 5;

  /**
   * Far above the size of any entry; a greater length is an error and must not exhaust the memory.
   */
  private static final int MAX_RAW_BYTES = 256 << 20;

  private Frame() {}

  /**
   * The numbers at the head of a frame.
   *
   * @param count how many records the frame holds
   * @param previous the position at which the stream ended when the frame was appended; 0 for the
   *     beginning, and for frames of version 1
   */
  public record Head(int count, long previous) {}

  /**
   * Packs records.
   *
   * @param previous the position at which the stream ends; 0 for the beginning
   * @param records one or more of one stream, with growing offsets
   * @param compression applied if it makes the frame smaller
   */
  public static byte[] encode(long previous, List<QueueRecord> records, Compression compression) {
    int bytes = bytes(records);
    if (compression == Compression.NONE) {
      return uncompressed(previous, records, bytes);
    }
    Varints raw = new Varints(bytes);
    writeRecords(records, raw);
    byte[] packed = compression.pack(raw.array(), raw.length());
    if (packed == null) {
      return uncompressed(previous, records, bytes);
    }
    Varints out = head(previous, records, compression, packed.length);
    out.write(raw.length());
    out.writeBytes(packed, packed.length);
    return withCrc(out);
  }

  private static byte[] uncompressed(long previous, List<QueueRecord> records, int bytes) {
    Varints out = head(previous, records, Compression.NONE, bytes);
    writeRecords(records, out);
    return withCrc(out);
  }

  private static int bytes(List<QueueRecord> records) {
    int bytes = Varints.MAX_BYTES;
    for (QueueRecord record : records) {
      bytes += record.bytes().length + RECORD_HEAD_BYTES;
    }
    return bytes;
  }

  private static Varints head(
      long previous, List<QueueRecord> records, Compression compression, int bodyBytes) {
    Varints out = new Varints(bodyBytes + HEAD_BYTES);
    out.writeByte(VERSION);
    out.writeByte(compression.code());
    out.write(records.size());
    out.write(previous);
    out.write(records.get(0).offset());
    out.writeSigned(records.get(0).receivedAtMillis());
    return out;
  }

  private static byte[] withCrc(Varints out) {
    out.writeInt(crc(out.array(), out.length()));
    return out.toByteArray();
  }

  private static void writeRecords(List<QueueRecord> records, Varints out) {
    long offset = records.get(0).offset();
    long receivedAtMillis = records.get(0).receivedAtMillis();
    long minOffset = offset;
    for (QueueRecord record : records) {
      if (record.offset() < minOffset) {
        throw new IllegalArgumentException(record + " comes after offset " + (minOffset - 1));
      }
      out.write(record.offset() - offset);
      out.writeSigned(record.receivedAtMillis() - receivedAtMillis);
      out.write(record.bytes().length);
      out.writeBytes(record.bytes(), record.bytes().length);
      offset = record.offset();
      minOffset = offset + 1;
      receivedAtMillis = record.receivedAtMillis();
    }
  }

  /**
   * Unpacks a frame.
   *
   * @param stream the stream of the frame
   * @throws CorruptFrameException if the bytes are not a frame that this release can read
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
    require(
        version == VERSION || version == FIRST_VERSION,
        "its version is " + version + "; this release reads 1 and 2");
    require(
        ByteBuffer.wrap(frame).getInt(frame.length - CRC_BYTES)
            == crc(frame, frame.length - CRC_BYTES),
        "its checksum does not match");
    int flags = in.get();
    Compression compression = Compression.ofCode(flags);
    long count = Varints.read(in);
    if (version != FIRST_VERSION) {
      Varints.read(in);
    }
    long offset = Varints.read(in);
    long receivedAtMillis = Varints.readSigned(in);
    ByteBuffer body = compression == Compression.NONE ? in : unpacked(frame, in, compression);
    require(count > 0 && count <= body.remaining(), "it holds " + count + " records");
    List<QueueRecord> records = new ArrayList<>((int) count);
    for (long recordsLeft = count; recordsLeft > 0; recordsLeft--) {
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

  private static ByteBuffer unpacked(byte[] frame, ByteBuffer in, Compression compression) {
    long rawLength = Varints.read(in);
    require(rawLength >= 0 && rawLength <= MAX_RAW_BYTES, "its raw length is " + rawLength);
    return ByteBuffer.wrap(
        compression.unpack(frame, in.position(), in.remaining(), (int) rawLength));
  }

  /**
   * Reads the head of a frame without checking the rest.
   *
   * @throws CorruptFrameException if it has no head
   */
  public static Head head(byte[] frame) {
    try {
      ByteBuffer in = ByteBuffer.wrap(frame).position(2);
      int count = (int) Varints.read(in);
      return new Head(count, frame[0] == FIRST_VERSION ? 0 : Varints.read(in));
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw new CorruptFrameException("a frame of " + frame.length + " bytes has no head", e);
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
