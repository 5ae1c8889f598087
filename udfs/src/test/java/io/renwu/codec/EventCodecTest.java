package io.renwu.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.model.DeadLetter;
import io.renwu.model.DeadLetter.Reason;
import io.renwu.model.Event;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-22T01:00:00Z");
  private static final String TIME = "\"2026-11-22T09:00:00+08:00\"";
  private static final EventCodec CODEC = new EventCodec(EventCodec.DEFAULT_MAX_AHEAD);

  @Test
  void readsTheContractsExample() {
    Event event =
        event(
            """
            {"eventId": "e-81", "userId": "u-7", "time": "2026-11-22T09:00:00+08:00",
             "timezone": "Asia/Shanghai",
             "attributes": {"objectId": "v-55", "amount": 19.90, "channel": "ios"}}""");

    assertThat(event)
        .isEqualTo(
            new Event(
                "e-81",
                "u-7",
                "comment",
                RECEIVED,
                "Asia/Shanghai",
                Map.of("objectId", "v-55", "amount", new BigDecimal("19.90"), "channel", "ios"),
                RECEIVED));
  }

  @Test
  void keepsEveryKindOfAttribute() {
    Event event =
        event(with("\"attributes\":{\"a\":[1,true,null,{\"b\":\"\"}],\"c\":{},\"d\":-0.5e-3}"));

    assertThat(event.attributes().get("a"))
        .isEqualTo(Arrays.asList(BigDecimal.ONE, true, null, Map.of("b", "")));
    assertThat(event.attributes().get("c")).isEqualTo(Map.of());
    assertThat(event.attributes().get("d")).isEqualTo(new BigDecimal("-0.0005"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"timezone\":null,\"attributes\":null,\"behavior\":null",
        "\"unknown\":{\"deep\":[1,2,{}]},\"another\":\"x\"",
        "\"behavior\":\"comment\"",
        "\"receivedAt\":\"not looked at in a topic\"",
        "\"eventId\":5,\"eventId\":\"the last one holds\"",
        "\"timezone\":\"UTC\"",
        "\"timezone\":\"EST\"",
      })
  void acceptsOptionalFields(String fields) {
    assertThat(parse(with(fields)).deadLetter()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                                     | NOT_JSON",
        "5                                      | NOT_JSON",
        "null                                   | NOT_JSON",
        "{                                      | NOT_JSON",
        "{\"a\":1                               | NOT_JSON",
        "{'eventId':'e'}                        | NOT_JSON",
        "{\"a\":NaN}                            | NOT_JSON",
        "{\"a\":01}                             | NOT_JSON",
        "{\"a\":1,}                             | NOT_JSON",
        "{} {}                                  | NOT_JSON",
        "{} x                                   | NOT_JSON",
        "{\"a\":tru}                            | NOT_JSON",
        "{\"a\":\"\\ud800\",\"attributes\":[}   | NOT_JSON",
        "{}                                     | MISSING_FIELD",
      })
  void namesWhatIsNoEvent(String json, Reason reason) {
    assertThat(dead(json).reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"eventId\":null                    | MISSING_FIELD     | /eventId",
        "\"eventId\":\"\"                    | WRONG_FIELD       | /eventId",
        "\"eventId\":81                      | WRONG_FIELD       | /eventId",
        "\"userId\":null                     | MISSING_FIELD     | /userId",
        "\"userId\":[\"u\"]                  | WRONG_FIELD       | /userId",
        "\"time\":null                       | MISSING_FIELD     | /time",
        "\"time\":\"2026-11-22\"             | WRONG_FIELD       | /time",
        "\"time\":\"2026-11-22T09:00:00\"    | WRONG_FIELD       | /time",
        "\"time\":1.5                        | WRONG_FIELD       | /time",
        "\"time\":1e40                       | WRONG_FIELD       | /time",
        "\"time\":true                       | WRONG_FIELD       | /time",
        "\"timezone\":\"Mars/Olympus\"       | WRONG_FIELD       | /timezone",
        "\"timezone\":\"\"                   | WRONG_FIELD       | /timezone",
        "\"timezone\":\"+08:00\"             | WRONG_FIELD       | /timezone",
        "\"timezone\":\"UTC+8\"              | WRONG_FIELD       | /timezone",
        "\"timezone\":8                      | WRONG_FIELD       | /timezone",
        "\"attributes\":[]                   | WRONG_FIELD       | /attributes",
        "\"attributes\":\"x\"                | WRONG_FIELD       | /attributes",
        "\"behavior\":7                      | WRONG_FIELD       | /behavior",
        "\"behavior\":\"login\"              | BEHAVIOR_MISMATCH | /behavior",
        "\"time\":\"2026-11-22T01:05:01Z\"   | TIME_IN_FUTURE    | /time",
      })
  void namesTheFieldThatIsWrong(String field, Reason reason, String pointer) {
    DeadLetter dead = dead(with(field));
    assertThat(dead.reason()).isEqualTo(reason);
    assertThat(dead.field()).isEqualTo(pointer);
    assertThat(dead.detail()).startsWith("found ").contains("expected ");
  }

  @Test
  void takesATimeUpToTheBoundAhead() {
    assertThat(parse(with("\"time\":\"2026-11-22T01:05:00Z\"")).usable()).isTrue();
    assertThat(parse(with("\"time\":\"2026-11-22T01:05:00.000000001Z\"")).usable()).isFalse();
    assertThat(parse(with("\"time\":0")).usable()).isTrue();
  }

  @Test
  void countsIdsInCodePoints() {
    assertThat(parse(with("\"userId\":\"" + "😀".repeat(128) + "\"")).usable()).isTrue();
    assertThat(dead(with("\"userId\":\"" + "a".repeat(129) + "\"")).field()).isEqualTo("/userId");
  }

  @Test
  void answersForNoBytesAndForTooMany() {
    assertThat(CODEC.parse(null, "comment", RECEIVED).deadLetter().reason())
        .isEqualTo(Reason.EMPTY);
    assertThat(dead("").reason()).isEqualTo(Reason.EMPTY);
    assertThat(dead(" ").reason()).isEqualTo(Reason.NOT_JSON);
    String full = with("\"attributes\":{\"text\":\"%s\"}");
    String exact = full.formatted("x".repeat(EventCodec.MAX_BYTES - full.length() + 2));
    assertThat(exact).hasSize(EventCodec.MAX_BYTES);
    assertThat(parse(exact).usable()).isTrue();
    assertThat(dead(exact + " ").reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void refusesBytesThatAreNotUnicode() {
    byte[] overlong = with("\"attributes\":{\"a\":\"??\"}").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < overlong.length; i++) {
      if (overlong[i] == '?') {
        overlong[i] = (byte) (overlong[i + 1] == '?' ? 0xC0 : 0x80);
      }
    }
    assertThat(CODEC.parse(overlong, "comment", RECEIVED).deadLetter().reason())
        .isEqualTo(Reason.NOT_JSON);
    byte[] utf16 = with("\"a\":1").getBytes(StandardCharsets.UTF_16BE);
    assertThat(CODEC.parse(utf16, "comment", RECEIVED).deadLetter().reason())
        .isEqualTo(Reason.NOT_JSON);
    assertThat(dead(with("\"attributes\":{\"a\":\"\\ud800\"}")).reason())
        .isEqualTo(Reason.NOT_JSON);
  }

  @Test
  void boundsDepthButNothingElseThatIsLegal() {
    assertThat(parse(with("\"attributes\":{\"a\":" + nested(990) + "}")).usable()).isTrue();
    assertThat(dead(with("\"attributes\":{\"a\":" + nested(1001) + "}")).detail())
        .contains("found deeper nesting, expected at most 1000 levels");
    assertThat(dead(with("\"x\":" + nested(20_000))).reason()).isEqualTo(Reason.NOT_JSON);
    assertThat(parse(with("\"attributes\":{\"" + "k".repeat(60_000) + "\":1}")).usable()).isTrue();
    assertThat(parse(with("\"attributes\":{\"a\":" + "7".repeat(60_000) + "}")).usable()).isTrue();
    assertThat(parse(with("\"attributes\":{\"a\":1e99999999999999999999}")).usable()).isTrue();
  }

  @Test
  void readsLines() {
    String line = with("\"behavior\":\"check-in\"");
    Event event = CODEC.parseLine(utf8(line)).event();
    assertThat(event.behavior()).isEqualTo("check-in");
    assertThat(event.receivedAt()).isEqualTo(event.time());

    String received = with("\"behavior\":\"login\",\"receivedAt\":1795309200000");
    assertThat(CODEC.parseLine(utf8(received)).event().receivedAt())
        .isEqualTo(Instant.ofEpochMilli(1795309200000L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"x\":1                                                   | MISSING_FIELD  | /behavior",
        "\"behavior\":null                                         | MISSING_FIELD  | /behavior",
        "\"behavior\":\"Login\"                                    | WRONG_FIELD    | /behavior",
        "\"behavior\":\"1st\"                                      | WRONG_FIELD    | /behavior",
        "\"behavior\":\"login\",\"receivedAt\":\"x\"               | WRONG_FIELD    | /receivedAt",
        "\"behavior\":\"login\",\"receivedAt\":0                   | TIME_IN_FUTURE | /time",
      })
  void namesWhatIsWrongInALine(String fields, Reason reason, String pointer) {
    DeadLetter dead = CODEC.parseLine(utf8(with(fields))).deadLetter();
    assertThat(List.of(dead.reason(), dead.field())).isEqualTo(List.of(reason, pointer));
  }

  /** A good record with fields that stand instead of, or beside, its own. */
  private static String with(String fields) {
    return "{\"eventId\":\"e\",\"userId\":\"u\",\"time\":" + TIME + "," + fields + "}";
  }

  private static String nested(int levels) {
    return "[".repeat(levels) + "]".repeat(levels);
  }

  private static ParsedEvent parse(String json) {
    return CODEC.parse(utf8(json), "comment", RECEIVED);
  }

  private static Event event(String json) {
    return parse(json).event();
  }

  private static DeadLetter dead(String json) {
    return parse(json).deadLetter();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
