package io.renwu.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renwu.function.OutputRecord;
import io.renwu.function.OutputRecord.Output;
import io.renwu.function.RecordBound;
import io.renwu.model.DeadLetter;
import io.renwu.model.DeadLetter.Reason;
import io.renwu.model.Decision;
import io.renwu.model.DecisionCode;
import io.renwu.model.Grant;
import io.renwu.model.GrantKey;
import io.renwu.model.TaskRef;
import io.renwu.violation.Violation;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is written stays small, however large is what it is written of. */
class BoundedRecordsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant TIME = Instant.parse("2026-11-22T01:00:00Z");
  private static final int LARGE = 820_000;

  /** The least that kafka.record.max.bytes can be. */
  private static final int LEAST = 131_072;

  @Test
  void aDeadLetterOfALargeRecordPointsToIt() throws Exception {
    byte[] letter = letter(Reason.TOO_LARGE, LARGE);
    assertThat(letter.length).isLessThan(1000);
    JsonNode json = JSON.readTree(letter);
    assertThat(json.get("payload").isNull()).isTrue();
    assertThat(json.get("payloadBytes").asInt()).isEqualTo(LARGE);
    assertThat(json.get("truncated").asBoolean()).isTrue();
    assertThat(json.get("topic").asText()).isEqualTo("behavior.login");
    assertThat(json.get("offset").asLong()).isEqualTo(17);
  }

  @Test
  void aDeadLetterOfAnotherLargeRecordKeepsItsBeginning() throws Exception {
    JsonNode json = JSON.readTree(letter(Reason.POISON, LARGE));
    assertThat(json.get("payload").binaryValue())
        .isEqualTo(Arrays.copyOf(payload(LARGE), OutputJson.MAX_PAYLOAD_BYTES));
    assertThat(json.get("payloadBytes").asInt()).isEqualTo(LARGE);
  }

  @Test
  void aDeadLetterOfAnUsualRecordHoldsAllOfIt() throws Exception {
    for (int bytes : new int[] {0, 1, EventCodec.MAX_BYTES, OutputJson.MAX_PAYLOAD_BYTES}) {
      JsonNode json = JSON.readTree(letter(Reason.TOO_LARGE, bytes));
      assertThat(json.get("payload").binaryValue()).isEqualTo(payload(bytes));
      assertThat(json.has("payloadBytes") || json.has("truncated")).isFalse();
    }
  }

  @Test
  void aDecisionOfManyGrantsIsSplitAndReadAsOne() throws Exception {
    Decision decision = decision(10_001);
    List<byte[]> records = OutputJson.decisions(decision);
    assertThat(records).hasSize(11).allSatisfy(json -> assertThat(json.length).isLessThan(LEAST));
    for (int i = 0; i < records.size(); i++) {
      JsonNode json = JSON.readTree(records.get(i));
      assertThat(json.get("part").asInt()).isEqualTo(i + 1);
      assertThat(json.get("parts").asInt()).isEqualTo(11);
    }
    List<Decision> read = new ArrayList<>();
    Decision before = decision(1);
    OutputReader.addDecision(OutputJson.decision(before), read);
    records.forEach(json -> OutputReader.addDecision(json, read));
    OutputReader.addDecision(OutputJson.decision(before), read);
    assertThat(read).containsExactly(before, decision, before);
  }

  @Test
  void aDecisionOfFewGrantsIsOneRecordAsEver() {
    for (int grants : new int[] {0, 1, OutputJson.MAX_GRANT_IDS}) {
      Decision decision = decision(grants);
      assertThat(OutputJson.decisions(decision)).containsExactly(OutputJson.decision(decision));
      assertThat(new String(OutputJson.decision(decision), UTF_8)).doesNotContain("part");
    }
  }

  @Test
  void anAnswerSaysHowManyViolationsItLeavesOut() {
    String deep = "/\u0001\u00e9".repeat(10_000);
    List<Violation> violations =
        IntStream.range(0, 200).mapToObj(i -> new Violation(deep + i, deep, deep)).toList();
    byte[] json = OutputJson.ruleStatus(RuleStatus.rejected("t", 1, violations, null));
    assertThat(json.length)
        .isBetween(StatusShortener.MAX_BYTES / 2, StatusShortener.MAX_BYTES + 1000);
    List<Violation> told = OutputReader.ruleStatus(json).violations();
    assertThat(told.get(0).pointer())
        .hasSizeLessThan(StatusShortener.MAX_TEXT + 2)
        .startsWith("/\u0001\u00e9/")
        .contains("…")
        .endsWith("\u00e90");
    Violation last = told.get(told.size() - 1);
    assertThat(last.found())
        .isEqualTo("and " + (violations.size() - told.size() + 1) + " more violations");
  }

  @Test
  void aRecordThatStillIsTooLargeIsCutWhereItTakesMost() throws Exception {
    for (int maxBytes : new int[] {200_000, LEAST, 50_000, 2_000, 1_000}) {
      assertFits(maxBytes, Output.DEAD_LETTERS, letter(Reason.POISON, LARGE));
      assertFits(maxBytes, Output.DEAD_LETTERS, letter(Reason.TOO_LARGE, 200_000));
      assertFits(maxBytes, Output.DECISIONS, OutputJson.decision(decision(30_000)));
      assertFits(maxBytes, Output.GRANTS, OutputJson.grant(grant("x".repeat(2_000_000))));
      assertFits(maxBytes, Output.PROGRESS, "no JSON".repeat(maxBytes).getBytes(UTF_8));
    }
  }

  @Test
  void whatIsCutOfADeadLetterIsItsPayload() throws Exception {
    JsonNode json =
        JSON.readTree(fitting(50_000, Output.DEAD_LETTERS, letter(Reason.POISON, 90_000)));
    assertThat(json.get("reason").asText()).isEqualTo("POISON");
    assertThat(json.get("payloadBytes").asInt()).isEqualTo(90_000);
    byte[] kept = json.get("payload").binaryValue();
    assertThat(kept)
        .hasSizeGreaterThan(30_000)
        .isEqualTo(Arrays.copyOf(payload(90_000), kept.length));
  }

  @Test
  void whatIsCutOfAGrantAreItsAttributes() throws Exception {
    Grant grant = grant("x".repeat(2_000_000));
    Grant read = OutputReader.grant(fitting(LEAST, Output.GRANTS, OutputJson.grant(grant)));
    assertThat(read.attributes()).isNull();
    assertThat(read.grantId()).isEqualTo(grant.grantId());
    assertThat(read.amount()).isEqualByComparingTo(grant.amount());
  }

  private static void assertFits(int maxBytes, Output output, byte[] json) throws IOException {
    byte[] fitting = fitting(maxBytes, output, json);
    assertThat(JSON.readTree(fitting).get("truncated").asBoolean()).isTrue();
  }

  private static byte[] fitting(int maxBytes, Output output, byte[] json) {
    RecordBound bound = new RecordBound(maxBytes);
    OutputRecord record = new OutputRecord(output, "u-7".getBytes(UTF_8), json);
    assertThat(bound.admits(record)).isFalse();
    OutputRecord shortened = bound.shorten(record);
    assertThat(bound.admits(shortened)).isTrue();
    return shortened.value();
  }

  private static byte[] letter(Reason reason, int bytes) {
    DeadLetter dead = new DeadLetter(reason, null, "found something");
    return OutputJson.deadLetter("behavior.login", 3, 17, dead, payload(bytes));
  }

  private static byte[] payload(int bytes) {
    byte[] payload = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      payload[i] = (byte) (i * 31);
    }
    return payload;
  }

  private static Decision decision(int grants) {
    return new Decision(
        "u-7",
        "e-81",
        "comment",
        new TaskRef("t", 4, "-", false),
        DecisionCode.COUNTED,
        Map.of("o", BigDecimal.ZERO),
        Map.of("o", BigDecimal.ONE),
        IntStream.range(0, grants).mapToObj("%040x"::formatted).toList(),
        TIME,
        TIME);
  }

  private static Grant grant(String attribute) {
    GrantKey key = new GrantKey("u-7", "t", "-", 1, null, 1, "points", false);
    return Grant.of("0".repeat(40), key)
        .reward("POINTS", BigDecimal.TEN, Map.of("a", attribute))
        .eventId("e-81")
        .time(TIME)
        .build();
  }
}
