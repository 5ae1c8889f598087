package io.renwu.chaos.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.codec.EventCodec;
import io.renwu.codec.ParsedEvent;
import io.renwu.demo.recount.Recount;
import io.renwu.demo.recount.SentRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostileRecordsTest {
  private static final long NOW = 1_795_363_170_000L;
  private static final byte[] NOTHING = new byte[0];

  private final List<HostileRecord> records = HostileRecords.of(7, NOW);

  @Test
  void recordsDependOnTheSeed() {
    List<HostileRecord> again = HostileRecords.of(7, NOW);
    assertThat(again).hasSameSizeAs(records);
    for (int i = 0; i < records.size(); i++) {
      assertThat(again.get(i).description()).isEqualTo(records.get(i).description());
      assertThat(Arrays.equals(again.get(i).value(), records.get(i).value())).isTrue();
    }
  }

  @Test
  void reachTheBrokersLimitAndBeyond() {
    assertThat(records)
        .extracting(record -> record.value() == null ? 0 : record.value().length)
        .contains(0, 820_000, 1_048_500, 1_100_000, 64 * 1024 + 1);
    assertThat(records).anyMatch(record -> record.headers() >= 1_000);
    assertThat(records).anyMatch(record -> record.key() != null && record.key().length > 300_000);
  }

  /** The judge counts a dead letter for exactly the unusable records. */
  @Test
  void judgeAndCodecAgreeOnUsability() {
    EventCodec codec = new EventCodec(EventCodec.DEFAULT_MAX_AHEAD);
    Recount recount = new Recount(List.of());
    for (HostileRecord record : records) {
      byte[] value = record.value() == null ? NOTHING : record.value();
      ParsedEvent parsed = codec.parse(value, "login", Instant.ofEpochMilli(NOW));
      assertThat(parsed.event() != null).as(record.description()).isEqualTo(record.usable());
      assertThat(recount.expect(List.of(new SentRecord("login", value, NOW))).deadLetters())
          .as(record.description())
          .isEqualTo(record.usable() ? 0 : 1);
    }
  }
}
