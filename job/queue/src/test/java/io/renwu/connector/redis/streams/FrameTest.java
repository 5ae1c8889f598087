package io.renwu.connector.redis.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameTest {
  private static final StreamId STREAM = new StreamId("behavior.login", 2);
  private static final List<Compression> COMPRESSIONS = List.of(Compression.values());
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void writesTheGoldenBytes() {
    List<QueueRecord> records =
        List.of(
            record(300, 1_700_000_000_000L, "one"),
            record(301, 1_700_000_000_005L, ""),
            record(310, 1_699_999_999_999L, "three"));
    String golden =
        "020003ab828080808040ac0280a0abfef962"
            + "0000036f6e65"
            + "010a00"
            + "090b057468726565"
            + "6c2cca6d";
    byte[] frame = Frame.encode(StreamPosition.of(1, 298), records, Compression.NONE);
    assertThat(HEX.formatHex(frame)).isEqualTo(golden);
    assertThat(Frame.head(frame)).isEqualTo(new Frame.Head(3, StreamPosition.of(1, 298)));
    assertSame(Frame.decode(STREAM, frame), records);
  }

  @Test
  void readsTheFirstVersion() {
    byte[] frame =
        HEX.parseHex(
            "010003ac0280a0abfef962" + "0000036f6e65" + "010a00" + "090b057468726565" + "4bc92943");
    assertThat(Frame.head(frame)).isEqualTo(new Frame.Head(3, 0));
    assertSame(
        Frame.decode(STREAM, frame),
        List.of(
            record(300, 1_700_000_000_000L, "one"),
            record(301, 1_700_000_000_005L, ""),
            record(310, 1_699_999_999_999L, "three")));
  }

  @Test
  void readsAStoredDeflateFrame() {
    byte[] frame =
        HEX.parseHex("01010400d00f44" + "6360e02bc94855284ecc4d5528cf2f4a2966642259000076f6bf0d");
    List<QueueRecord> records = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      records.add(record(i, 1000 + i, "the same words"));
    }
    assertSame(Frame.decode(STREAM, frame), records);
  }

  @Test
  void readsAStoredZstandardFrame() {
    byte[] frame =
        HEX.parseHex(
            "01020400d00f44"
                + "28b52ffd2044d500009800000e7468652073616d6520776f72647301020100a56886013fbdce03");
    List<QueueRecord> records = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      records.add(record(i, 1000 + i, "the same words"));
    }
    assertSame(Frame.decode(STREAM, frame), records);
  }

  @Test
  void decodesWhatItEncoded() {
    for (long seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      List<QueueRecord> records = records(random);
      Compression compression = COMPRESSIONS.get(random.nextInt(COMPRESSIONS.size()));
      byte[] frame = Frame.encode(0, records, compression);
      assertThat(Frame.head(frame).count()).as("seed %d", seed).isEqualTo(records.size());
      assertSame(Frame.decode(STREAM, frame), records);
    }
  }

  @Test
  void compressesRepetitions() {
    List<QueueRecord> records = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      records.add(record(i, 1000 + i, "the same words again and again"));
    }
    for (Compression compression : List.of(Compression.DEFLATE, Compression.ZSTD)) {
      byte[] frame = Frame.encode(0, records, compression);
      assertThat(frame.length).isLessThan(Frame.encode(0, records, Compression.NONE).length / 5);
      assertSame(Frame.decode(STREAM, frame), records);
    }
  }

  @Test
  void doesNotCompressWhatGetsNoShorter() {
    List<QueueRecord> records = List.of(record(0, 0, "x"));
    for (Compression compression : Compression.values()) {
      assertThat(Frame.encode(0, records, compression))
          .isEqualTo(Frame.encode(0, records, Compression.NONE));
    }
  }

  @Test
  void aCompressionOfALaterReleaseIsAnError() {
    byte[] frame = Frame.encode(0, List.of(record(0, 0, "x")), Compression.NONE);
    frame[1] = 3;
    int bodyBytes = frame.length - 4;
    java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
    crc.update(frame, 0, bodyBytes);
    java.nio.ByteBuffer.wrap(frame).putInt(bodyBytes, (int) crc.getValue());
    assertThatThrownBy(() -> Frame.decode(STREAM, frame)).hasMessageContaining("flags are 3");
  }

  @Test
  void everyChangedByteIsAnError() {
    for (Compression compression : Compression.values()) {
      byte[] frame = Frame.encode(0, records(new Random(7)), compression);
      for (int i = 0; i < frame.length; i++) {
        byte[] changed = frame.clone();
        changed[i] ^= 0x10;
        assertThatThrownBy(() -> Frame.decode(STREAM, changed))
            .as("byte %d", i)
            .isInstanceOf(CorruptFrameException.class)
            .hasMessageContaining("behavior.login:2");
      }
    }
  }

  @Test
  void aTruncatedFrameIsAnError() {
    byte[] frame = Frame.encode(0, records(new Random(8)), Compression.NONE);
    for (int length = 0; length < frame.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(frame, length);
      assertThatThrownBy(() -> Frame.decode(STREAM, cut)).isInstanceOf(CorruptFrameException.class);
    }
  }

  @Test
  void aLaterVersionIsAnErrorThatNamesIt() {
    byte[] frame = Frame.encode(0, List.of(record(0, 0, "x")), Compression.NONE);
    frame[0] = 3;
    assertThatThrownBy(() -> Frame.decode(STREAM, frame)).hasMessageContaining("version is 3");
  }

  @Test
  void refusesOffsetsThatDoNotGrow() {
    List<QueueRecord> records = List.of(record(5, 0, "a"), record(5, 0, "b"));
    assertThatThrownBy(() -> Frame.encode(0, records, Compression.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<QueueRecord> records(Random random) {
    List<QueueRecord> records = new ArrayList<>();
    long offset = random.nextLong(StreamPosition.MAX_OFFSET / 2);
    for (int left = 1 + random.nextInt(40); left > 0; left--) {
      byte[] value = new byte[random.nextInt(60)];
      random.nextBytes(value);
      records.add(new QueueRecord(STREAM, offset, random.nextLong(), value));
      offset += 1 + random.nextInt(random.nextBoolean() ? 2 : 100_000);
    }
    return records;
  }

  private static QueueRecord record(long offset, long receivedAtMillis, String value) {
    return new QueueRecord(STREAM, offset, receivedAtMillis, value.getBytes(UTF_8));
  }

  private static void assertSame(List<QueueRecord> actual, List<QueueRecord> expected) {
    assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
  }
}
