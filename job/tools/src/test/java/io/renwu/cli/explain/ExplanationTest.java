package io.renwu.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.document.TaskDocuments;
import io.renwu.model.Decision;
import io.renwu.model.DecisionCode;
import io.renwu.model.Event;
import io.renwu.model.Task;
import io.renwu.model.TaskRef;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExplanationTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private static final Task TASK =
      TaskDocuments.parse(
              """
              {"taskId": "t", "version": 1,
               "schedule": {"startAt": "2026-11-23T00:00:00Z"},
               "audience": {"filter": "event.userId != 'x'", "rollout": {"percent": 100}},
               "preconditions": ["first"],
               "objectives": [{"id": "o", "behaviors": ["comment"], "target": 3,
                 "filter": "event.attributes.n > 1",
                 "aggregation": {"function": "COUNT_DISTINCT", "field": "objectId"},
                 "frequencyLimit": {"limit": 2, "per": "HOUR"},
                 "cancelBehaviors": ["uncomment"]}],
               "period": {"unit": "DAY", "allowedLateness": "PT2H"},
               "limits": [{"entity": "USER", "metric": "COMPLETIONS", "per": "WEEK", "limit": 5}]}
              """
                  .getBytes(StandardCharsets.UTF_8))
          .get(0)
          .task();

  @ParameterizedTest
  @EnumSource
  void explainsEveryDecisionWithAndWithoutItsTask(DecisionCode code) {
    assertThat(new Explanation(decision(code), null).text()).endsWith(".");
    assertThat(new Explanation(decision(code), TASK).text()).isNotEmpty().doesNotContain("null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "COUNTED           | o 1 → 2 of 3; 1 grant, id g-1",
        "OUT_OF_SCHEDULE   | begins at 2026-11-23T00:00:00Z",
        "NOT_IN_AUDIENCE   | event.userId != 'x'",
        "LOCKED            | first",
        "LATE              | after its period 2026-11-22 had ended and the allowed lateness of PT2H",
        "ALREADY_COMPLETED | in the period 2026-11-22 already; it can be completed once in each day",
        "LIMIT_REACHED     | at most 5 completions in each WEEK",
        "FILTERED          | o: event.attributes.n > 1",
        "INVALID_FIELD     | COUNT_DISTINCT needs a text or a number in objectId",
        "NO_CHANGE         | its value of objectId had counted before",
        "FREQUENCY_LIMIT   | o at most 2 in each HOUR",
      })
  void explainsInDetailIfTheTaskIsKnown(DecisionCode code, String words) {
    assertThat(new Explanation(decision(code), TASK).text()).contains(words);
  }

  @Test
  void saysThatAUserIsNotInTheRollout() {
    Task none =
        TaskDocuments.parse(
                """
                {"taskId": "t", "version": 1, "audience": {"rollout": {"percent": 0}},
                 "objectives": [{"id": "o", "behaviors": ["comment"], "target": 3}]}
                """
                    .getBytes(StandardCharsets.UTF_8))
            .get(0)
            .task();
    assertThat(new Explanation(decision(DecisionCode.NOT_IN_AUDIENCE), none).text())
        .contains("not in the 0 % of users");
  }

  private static Decision decision(DecisionCode code) {
    Event event = Event.of("e-1", "u-1", "comment", NOON).receivedAt(NOON.plusSeconds(60)).build();
    BigDecimal after = code == DecisionCode.COUNTED ? BigDecimal.valueOf(2) : BigDecimal.ONE;
    return Decision.of(
            event,
            new TaskRef("t", 1, "2026-11-22", false),
            code,
            Map.of("o", BigDecimal.ONE),
            Map.of("o", after),
            List.of())
        .with(List.of("g-1"));
  }
}
