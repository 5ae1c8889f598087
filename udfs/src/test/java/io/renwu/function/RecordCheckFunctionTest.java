package io.renwu.function;

import static io.renwu.function.Documents.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // the harness declares close() throws Exception
class RecordCheckFunctionTest {
  private static final Duration BOUND = Duration.ofMinutes(5);
  private static final BehaviorReader READER = new BehaviorReader("behavior.", BOUND);

  /** 2026-11-22T12:00:00Z. */
  private static final long CLOCK = 1_795_348_800_000L;

  private static final long CLOCK_AND_BOUND = CLOCK + 300_000L;
  private static final long FORTY_DAYS = Duration.ofDays(40).toMillis();

  @Test
  void aTimestampWithinTheBoundIsPassedOn() throws Exception {
    RawRecord record = comment(CLOCK + BOUND.toMillis());
    assertThat(checked(record, CLOCK))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(record);
  }

  @ParameterizedTest
  @ValueSource(longs = {CLOCK_AND_BOUND + 1, Long.MAX_VALUE})
  void aTimestampAheadOfTheClockStandsInTheQueueAsRefused(long timestampMillis) throws Exception {
    RawRecord record = comment(timestampMillis);
    RawRecord queued = checked(record, CLOCK).get(0);
    assertThat(queued.kind()).isEqualTo(RawRecord.Kind.RECORD);
    assertThat(queued.offset()).isEqualTo(record.offset());
    assertThat(queued.timestampMillis()).isEqualTo(CLOCK);
    assertThat(READER.read(queued).event()).isNull();
    ReadRecord read = READER.readQueued(queued);
    assertThat(read.event()).isNull();
    assertThat(text(read.deadLetter().key())).isEqualTo("behavior.comment/3/7");
    assertThat(text(read.deadLetter().value()))
        .contains("\"reason\":\"TIMESTAMP_AHEAD\"")
        .contains("found the timestamp " + Instant.ofEpochMilli(timestampMillis))
        .contains("at most PT5M after the collector's clock, 2026-11-22T12:00:00Z");
    assertThat(RefusedTimestamp.decode(queued).record().value()).isEqualTo(record.value());
  }

  /** What the first attempt appended stands, whatever a second one with a later clock finds. */
  @Test
  void theFirstAppendDecides() throws Exception {
    RawRecord record = comment(CLOCK + FORTY_DAYS);
    RawRecord first = checked(record, CLOCK).get(0);
    RawRecord second = checked(record, CLOCK + FORTY_DAYS).get(0);
    assertThat(second).usingRecursiveComparison().isEqualTo(record);
    assertThat(first.offset()).isEqualTo(second.offset());
    assertThat(READER.readQueued(first).deadLetter()).isNotNull();
    assertThat(READER.readQueued(second).event()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE})
  void aRecordWithoutATimestampIsADeadLetterWhateverTheClock(long timestampMillis)
      throws Exception {
    try (var harness = open()) {
      harness.processElement(new StreamRecord<>(comment(timestampMillis)));
      assertThat(harness.extractOutputValues())
          .containsExactly(RawRecord.skip("behavior.comment", 3, 7));
      assertThat(harness.getSideOutput(DeadLetters.TAG))
          .singleElement()
          .extracting(letter -> text(letter.getValue().value()))
          .asString()
          .contains("\"reason\":\"NO_TIMESTAMP\"")
          .contains("found the timestamp " + timestampMillis);
    }
  }

  /** A record that is unusable by itself stays so: its dead letter depends on no clock. */
  @Test
  void whatIsUnusableByItselfIsNotJudgedByTheClock() throws Exception {
    try (var harness = open()) {
      RawRecord record =
          new RawRecord("behavior.comment", 3, 7, CLOCK + FORTY_DAYS, bytes("no JSON"));
      harness.setProcessingTime(CLOCK);
      harness.processElement(new StreamRecord<>(record));
      assertThat(harness.getSideOutput(DeadLetters.TAG))
          .singleElement()
          .extracting(letter -> text(letter.getValue().value()))
          .asString()
          .contains("NOT_JSON");
    }
  }

  /** Nobody can send a record that passes for one that the collector refused. */
  @Test
  void aRecordThatLooksRefusedIsNoJson() throws Exception {
    RawRecord refused = checked(comment(CLOCK + FORTY_DAYS), CLOCK).get(0);
    try (var harness = open()) {
      harness.setProcessingTime(CLOCK);
      harness.processElement(new StreamRecord<>(refused));
      assertThat(harness.extractOutputValues())
          .containsExactly(RawRecord.skip("behavior.comment", 3, 7));
    }
  }

  private static List<RawRecord> checked(RawRecord record, long clockMillis) throws Exception {
    try (var harness = open()) {
      harness.setProcessingTime(clockMillis);
      harness.processElement(new StreamRecord<>(record));
      assertThat(harness.getSideOutput(DeadLetters.TAG)).isNullOrEmpty();
      return harness.extractOutputValues();
    }
  }

  private static OneInputStreamOperatorTestHarness<RawRecord, RawRecord> open() throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<RawRecord, RawRecord>(
            new ProcessOperator<>(new RecordCheckFunction(READER)));
    harness.open();
    return harness;
  }

  private static RawRecord comment(long timestampMillis) {
    return new RawRecord(
        "behavior.comment",
        3,
        7,
        timestampMillis,
        bytes("{\"eventId\":\"e\",\"userId\":\"u\",\"time\":\"2026-11-22T11:00:00Z\"}"));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
