package io.renwu.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestRunnerTest {
  @Test
  void passesIfAllOutputsAreAsExpected() {
    TestResult result =
        TestSources.run(
            """
            tests:
              - name: x
                tasks: [three-a-day]
                steps:
                  - {at: 2026-11-22T23:00:00+08:00, do: comment, with: {objectId: 1}}
                  - do: comment
                    with: {objectId: 1}
                    expect: {decision: NO_CHANGE, progress: 1, grants: []}
                  - {do: comment, with: {objectId: "1"}}
                  - after: PT1M
                    do: comment
                    receivedAfter: PT2H
                    with: {objectId: 2}
                    expect:
                      decision: COUNTED
                      grants:
                        - {amount: 10.50, time: 2026-11-22T23:01:02+08:00, tier: null,
                           attributes: {list: [1.0, {a: null}]}, shadow: false, completion: 1}
                  - {after: PT1M, do: login, expect: {decision: NONE}}
                expect: {progress: 3, grants: [points]}
            """);
    assertThat(result.mismatches()).isEmpty();
    assertThat(result.passed()).isTrue();
  }

  @Test
  void keepsUsersAndBudgetsFromStepToStep() {
    TestResult result =
        TestSources.run(
            """
            tests:
              - name: x
                tasks: [first-two]
                steps:
                  - {do: login, user: a, expect: {grants: [{outcome: GRANTED}]}}
                  - {do: login, user: b, expect: {grants: [{outcome: GRANTED}]}}
                  - {do: login, user: c, expect: {grants: [{outcome: BUDGET_EXHAUSTED}]}}
            """);
    assertThat(result.mismatches()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{decisions: {two-things: NO_CHANGE}} | decision of two-things       | NO_CHANGE | COUNTED",
        "{decisions: {first-two: COUNTED}}    | decision of first-two        | COUNTED   | NONE",
        "{progress: {two-things: {b: 1}}}     | progress of two-things, b    | 1         | 0",
        "{grants: [points]}                   | grants                       | rewardId points | none",
        "{deadLetter: WRONG_FIELD}            | dead letter                  | WRONG_FIELD | a usable event",
      })
  void reportsExpectedAndFoundOutputs(String expect, String what, String expected, String found) {
    TestResult result =
        TestSources.run(
            "{tests: [{name: x, steps: [{do: comment, with: {objectId: 1}, expect: "
                + expect
                + "}]}]}");
    assertThat(result.step()).isEqualTo(1);
    assertThat(result.mismatches())
        .containsExactly(new Mismatch(what, List.of(expected), List.of(found)));
    assertThat(FailureView.text(result))
        .contains("f.test.yaml:1: x", "- expected " + expected, "+ found    " + found);
  }

  @Test
  void anUnusableEventFailsTheTestUnlessExpected() {
    TestResult result = TestSources.run("{tests: [{name: x, steps: [{do: 'No behavior'}]}]}");
    assertThat(result.mismatches()).singleElement().asString().contains("WRONG_FIELD");
    assertThat(
            TestSources.run(
                    "{tests: [{name: x, steps: [{do: 'No', expect: {deadLetter: WRONG_FIELD}}]}]}")
                .passed())
        .isTrue();
  }

  @Test
  void stopsAtTheFirstFailingStep() {
    TestResult result =
        TestSources.run(
            """
            tests:
              - name: x
                tasks: [first-two]
                steps:
                  - do: comment
                  - do: login
                    expect: {grants: []}
                  - do: login
                    expect: {grants: [nope]}
            """);
    assertThat(result.step()).isEqualTo(2);
    assertThat(result.place()).isEqualTo("f.test.yaml:6");
    assertThat(result.mismatches().get(0).found())
        .containsExactly(
            "taskId first-two, period -, completion 1, attempt 1, rewardId badge, amount 1,"
                + " outcome GRANTED");
  }

  @Test
  void comparesTheExpectationOfAllStepsAtTheEnd() {
    TestResult result =
        TestSources.run("{tests: [{name: x, steps: [{do: login}], expect: {grants: []}}]}");
    assertThat(result.step()).isZero();
    assertThat(result.passed()).isFalse();
  }
}
