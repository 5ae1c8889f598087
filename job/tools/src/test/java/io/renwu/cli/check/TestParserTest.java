package io.renwu.cli.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestParserTest {
  @Test
  void parsesEveryField() {
    List<TestCase> tests =
        TestSources.parse(
            """
            tests:
              - name: everything
                tasks: [three-a-day]
                user: u-9
                timezone: Asia/Tokyo
                steps:
                  - at: 2026-11-22T09:00:00+08:00
                    do: comment
                    eventId: e-1
                    with: {objectId: v-1, n: 1.50, deep: {list: [true, null]}}
                    receivedAfter: PT1H
                    times: 2
                    expect:
                      decision: DUPLICATE
                      progress: 1
                      grants: [points, {amount: 10.5}]
                  - after: P1D
                expect:
                  progress: {three-a-day: {comments: 2}}
            """);
    assertThat(tests).hasSize(1);
    TestCase test = tests.get(0);
    assertThat(test.line()).isEqualTo(2);
    TestStep step = test.steps().get(0);
    assertThat(step.line()).isEqualTo(7);
    assertThat(step.at()).isEqualTo(Instant.parse("2026-11-22T01:00:00Z"));
    assertThat(step.userId()).isEqualTo("u-9");
    assertThat(step.timezone()).isEqualTo("Asia/Tokyo");
    assertThat(step.attributes()).containsEntry("n", new BigDecimal("1.50"));
    assertThat(step.receivedAfter()).isEqualTo(Duration.ofHours(1));
    assertThat(step.times()).isEqualTo(2);
    assertThat(step.expect().decisions()).isEqualTo(Map.of("three-a-day", "DUPLICATE"));
    assertThat(step.expect().progress())
        .isEqualTo(Map.of("three-a-day", Map.of("comments", BigDecimal.ONE)));
    assertThat(step.expect().grants())
        .containsExactly(Map.of("rewardId", "points"), Map.of("amount", new BigDecimal("10.5")));
    assertThat(test.steps().get(1).after()).isEqualTo(Duration.ofDays(1));
    assertThat(test.expect().grants()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[                                                  | 1 | no YAML",
        "1                                                  | 1 | expected an object",
        "{}                                                 | 1 | found no 'tests'",
        "{tests: 1}                                         | 1 | expected a list",
        "{tests: [], more: 1}                               | 1 | more: unknown, expected one of",
        "{tests: [{steps: []}]}                             | 1 | found no 'name'",
        "{tests: [{name: x}]}                               | 1 | found no 'steps'",
        "{tests: [{name: x, name: y, steps: []}]}           | 1 | second 'name'",
        "{tests: [{name: x, tasks: [nope], steps: []}]}     | 1 | found the task 'nope'",
        "{tests: [{name: x, steps: [{dot: y}]}]}            | 1 | steps[0].dot: unknown",
        "{tests: [{name: x, steps: [{at: noon}]}]}          | 1 | an RFC 3339 time",
        "{tests: [{name: x, steps: [{after: 1}]}]}          | 1 | expected a text",
        "{tests: [{name: x, steps: [{after: 1h}]}]}         | 1 | an ISO 8601 duration",
        "{tests: [{name: x, steps: [{at: 1, after: PT1H}]}]} | 1 | no 'after' beside 'at'",
        "{tests: [{name: x, steps: [{times: 0}]}]}          | 1 | a whole number from 1",
        "{tests: [{name: x, steps: [{times: 1.5}]}]}        | 1 | a whole number from 1",
        "{tests: [{name: x, steps: [{expect: {decision: COUNTED}}]}]} | 1 | a value by task",
        "{tests: [{name: x, tasks: [two-things], steps: [{expect: {progress: 1}}]}]} | 1 | a, b",
        "{tests: [{name: x, steps: [{expect: {decisions: {two-things: GOOD}}}]}]} | 1 | COUNTED",
        "{tests: [{name: x, steps: [{expect: {progress: {two-things: {c: 1}}}}]}]} | 1 | a, b",
        "{tests: [{name: x, steps: [{expect: {grants: [{reward: r}]}}]}]} | 1 | reward: unknown",
        "{tests: [{name: x, steps: [{expect: {deadLetter: BAD}}]}]} | 1 | one of EMPTY",
      })
  void refusesInvalidFilesWithLineAndReason(String yaml, int line, String message) {
    assertThatThrownBy(() -> TestSources.parse(yaml))
        .isInstanceOfSatisfying(
            TestFileException.class, wrong -> assertThat(wrong.line()).isEqualTo(line))
        .hasMessageContaining(message);
  }

  @Test
  void namesTheLineOfAnErrorDeepInAFile() {
    String yaml =
        """
        tests:
          - name: x
            steps:
              - do: comment
                expect:
                  decisions:
                    three-a-dya: COUNTED
        """;
    assertThatThrownBy(() -> TestSources.parse(yaml))
        .isInstanceOfSatisfying(
            TestFileException.class, wrong -> assertThat(wrong.line()).isEqualTo(7))
        .hasMessageContaining("tests[0].steps[0].expect.decisions.three-a-dya");
  }
}
