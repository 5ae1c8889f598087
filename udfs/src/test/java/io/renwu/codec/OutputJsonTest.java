package io.renwu.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.model.DeadLetter;
import io.renwu.model.Decision;
import io.renwu.model.DecisionCode;
import io.renwu.model.Grant;
import io.renwu.model.GrantKey;
import io.renwu.model.Progress;
import io.renwu.model.Progress.ObjectiveProgress;
import io.renwu.model.TaskRef;
import io.renwu.violation.Violation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputJsonTest {
  private static final Instant TIME = Instant.parse("2026-11-22T01:00:00Z");

  @Test
  void writesAGrantAsTheContractHasIt() {
    Grant grant = grant("points", "POINTS", new BigDecimal("1E+1"), Map.of());

    assertThat(text(OutputJson.grant(grant)))
        .isEqualTo(
            """
            {"grantId":"g","userId":"u-7","taskId":"comment-3-a-day","version":4,\
            "period":"2026-11-22","completion":1,"tier":null,"attempt":1,"rewardId":"points",\
            "type":"POINTS","amount":10,"attributes":{},"outcome":"GRANTED","shadow":false,\
            "revoked":false,"eventId":"e-81","time":"2026-11-22T01:00:00Z"}""");
    assertThat(OutputReader.grant(OutputJson.grant(grant))).isEqualTo(grant);
  }

  @Test
  void writesAGrantWithoutReward() {
    Grant grant = grant(null, null, null, null);

    assertThat(text(OutputJson.grant(grant)))
        .contains("\"rewardId\":null,\"type\":null,\"amount\":null,\"attributes\":null,");
    assertThat(OutputReader.grant(OutputJson.grant(grant))).isEqualTo(grant);
  }

  @Test
  void passesAttributesThrough() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("b", Arrays.asList("é😀\"\n", null, true, new BigDecimal("1E-7")));
    attributes.put("a", Map.of("x", Map.of()));
    Grant grant = grant("points", "POINTS", BigDecimal.ONE, attributes);

    assertThat(text(OutputJson.grant(grant)))
        .contains("\"attributes\":{\"b\":[\"é😀\\\"\\n\",null,true,0.0000001],\"a\":{\"x\":{}}}");
    assertThat(OutputReader.grant(OutputJson.grant(grant))).isEqualTo(grant);
  }

  @Test
  void writesProgress() {
    Progress progress =
        new Progress(
            "u-7",
            new TaskRef("comment-3-a-day", 4, "2026-11-22", false),
            Instant.parse("2026-11-22T20:00:00Z"),
            List.of(
                new ObjectiveProgress("comments", new BigDecimal("1E+2"), new BigDecimal("300.5"))),
            0,
            Progress.Status.IN_PROGRESS,
            TIME);

    assertThat(text(OutputJson.progress(progress)))
        .isEqualTo(
            """
            {"userId":"u-7","taskId":"comment-3-a-day","version":4,"period":"2026-11-22",\
            "periodEnd":"2026-11-22T20:00:00Z",\
            "objectives":[{"id":"comments","progress":100,"target":300.5}],"completions":0,\
            "status":"IN_PROGRESS","shadow":false,"time":"2026-11-22T01:00:00Z"}""");
    assertThat(OutputReader.progress(OutputJson.progress(progress))).isEqualTo(progress);
  }

  @Test
  void writesDecisions() {
    Decision decision =
        new Decision(
            "u-7",
            "e-81",
            "comment",
            new TaskRef("comment-3-a-day", 4, "-", true),
            DecisionCode.COUNTED,
            Map.of("comments", BigDecimal.ZERO),
            Map.of("comments", BigDecimal.ONE),
            List.of("g1", "g2"),
            TIME,
            TIME.plusMillis(5));

    assertThat(text(OutputJson.decision(decision)))
        .isEqualTo(
            """
            {"userId":"u-7","eventId":"e-81","behavior":"comment","taskId":"comment-3-a-day",\
            "version":4,"period":"-","decision":"COUNTED","progressBefore":{"comments":0},\
            "progressAfter":{"comments":1},"grantIds":["g1","g2"],"shadow":true,\
            "time":"2026-11-22T01:00:00Z",\
            "receivedAt":"2026-11-22T01:00:00.005Z"}""");
    assertThat(OutputReader.decision(OutputJson.decision(decision))).isEqualTo(decision);
  }

  @Test
  void writesDeadLettersWithTheOriginalBytes() {
    DeadLetter dead = new DeadLetter(DeadLetter.Reason.MISSING_FIELD, "/time", "found nothing");
    byte[] original = {'{', '}', (byte) 0xFF};

    assertThat(text(OutputJson.deadLetter("behavior.login", 3, 17, dead, original)))
        .isEqualTo(
            """
            {"topic":"behavior.login","partition":3,"offset":17,"reason":"MISSING_FIELD",\
            "field":"/time","detail":"found nothing","payload":"e33/"}""");
    assertThat(text(OutputJson.deadLetterLine(9, dead, null)))
        .isEqualTo(
            """
            {"line":9,"reason":"MISSING_FIELD","field":"/time","detail":"found nothing",\
            "payload":null}""");
  }

  @Test
  void writesRuleStatuses() {
    RuleStatus rejected =
        RuleStatus.rejected(
            "t", null, List.of(new Violation("/version", "nothing", "a number")), "ab");

    assertThat(text(OutputJson.ruleStatus(rejected)))
        .isEqualTo(
            """
            {"taskId":"t","version":null,"status":"REJECTED","violations":[{"pointer":"/version",\
            "found":"nothing","expected":"a number"}],"hash":"ab"}""");
    String old = text(OutputJson.ruleStatus(rejected)).replace(",\"hash\":\"ab\"", "");
    assertThat(OutputReader.ruleStatus(old.getBytes(StandardCharsets.UTF_8)).hash()).isNull();
    assertThat(OutputReader.ruleStatus(OutputJson.ruleStatus(rejected))).isEqualTo(rejected);
    RuleStatus accepted = RuleStatus.accepted("t", 3, "cd");
    assertThat(OutputReader.ruleStatus(OutputJson.ruleStatus(accepted))).isEqualTo(accepted);
  }

  @Test
  void replacesWhatIsNotUnicode() {
    Grant grant = grant("\uD800", "POINTS", BigDecimal.ONE, Map.of());

    assertThat(OutputReader.grant(OutputJson.grant(grant)).rewardId()).isEqualTo("\uFFFD");
  }

  @Test
  void refusesToReadOtherForms() {
    byte[] other = "{\"taskId\":5}".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> OutputReader.grant(other))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Grant grant(
      String rewardId, String type, BigDecimal amount, Map<String, Object> attributes) {
    GrantKey key =
        new GrantKey("u-7", "comment-3-a-day", "2026-11-22", 1, null, 1, rewardId, false);
    return Grant.of("g", key)
        .version(4)
        .reward(type, amount, attributes)
        .eventId("e-81")
        .time(TIME)
        .build();
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
