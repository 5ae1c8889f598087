package io.renwu.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.cli.diff.TaskChange.Kind;
import io.renwu.document.TaskDocuments;
import io.renwu.model.Task;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetDifferenceTest {
  private static final String BEFORE =
      """
      {'taskId': 't', 'version': 1, 'status': 'ACTIVE', 'name': 'a', 'completion': 'ALL',
       'objectives': [{'id': 'o', 'behaviors': ['comment'], 'filter': 'true', 'target': 3}],
       'audience': {'rollout': {'percent': 50, 'salt': 's'}},
       'period': {'unit': 'DAY', 'zone': 'UTC'}, 'preconditions': ['p'],
       'rewards': [{'rewardId': 'points', 'type': 'POINTS', 'amount': 10}]}
      """;

  @Test
  void equalSetsDoNotDiffer() {
    assertThat(SetDifference.of(List.of(task(BEFORE)), List.of(task(BEFORE)))).isEmpty();
  }

  @Test
  void namesNewAndMissingTasks() {
    assertThat(SetDifference.of(List.of(), List.of(task(BEFORE))))
        .singleElement()
        .satisfies(change -> assertThat(change.kind()).isEqualTo(Kind.NEW))
        .satisfies(change -> assertThat(change.effects()).contains("grants: 10 POINTS (points)"));
    assertThat(SetDifference.of(List.of(task(BEFORE)), List.of()))
        .singleElement()
        .satisfies(change -> assertThat(change.kind()).isEqualTo(Kind.MISSING))
        .satisfies(change -> assertThat(change.effects().get(0)).contains("ARCHIVED"));
  }

  @Test
  void aVersionThatCannotFollowIsRefused() {
    Task after = task(BEFORE.replace("'version': 1", "'version': 2").replace("DAY", "WEEK"));
    assertThat(SetDifference.of(List.of(task(BEFORE)), List.of(after)))
        .singleElement()
        .satisfies(change -> assertThat(change.kind()).isEqualTo(Kind.REFUSED))
        .satisfies(change -> assertThat(change.effects().get(0)).startsWith("/period/unit"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'ACTIVE'          | 'PAUSED'         | status ACTIVE → PAUSED: nothing counts",
        "'name': 'a'       | 'name': 'b'      | name [a] → [b]",
        "'name': 'a'       | 'effectiveAt': 0 | governs events from 1970-01-01T00:00:00Z on",
        "'target': 3       | 'target': 2      | o target 3 → 2: who has that much completes it",
        "'target': 3       | 'target': 4      | o target 3 → 4: who has completed it stays so",
        "'id': 'o'         | 'id': 'q'        | new objective q: everybody begins at zero",
        "'id': 'o'         | 'id': 'q'        | no objective o any more",
        "'true'            | 'false'          | o filter true → false",
        "['comment']       | ['login']        | o behaviors [comment] → [login]",
        "'target': 3       | 'target': 3, 'frequencyLimit': {'limit': 2, 'per': 'DAY'} | o frequency unbounded → 2 per DAY",
        "'target': 3       | 'target': 3, 'aggregation': {'function': 'SUM', 'field': 'n'} | o counts COUNT → SUM of n: everybody begins at zero",
        "50                | 60               | rollout 50 % → 60 %: who is in stays in",
        "50                | 40               | some who are in drop out",
        "'s'               | 'r'              | another salt",
        "['p']             | []               | preconditions [p] → []",
        "'ALL'             | 'ANY'            | completion ALL → ANY",
        "'UTC'             | 'USER'           | periods begin at 00:00 UTC → 00:00 of each user",
        "10                | 12               | grants: 10 POINTS (points) → 12 POINTS (points)",
        "'name': 'a'       | 'clawback': 'FULL' | clawback NONE → FULL",
        "'name': 'a'       | 'changePolicy': {'inFlight': 'RESET'} | begin it again from zero",
        "'name': 'a'       | 'changePolicy': {'inFlight': 'NEXT_PERIOD'} | finish their current period",
        "'name': 'a'       | 'limits': [{'entity': 'USER', 'metric': 'COMPLETIONS', 'per': 'WEEK', 'limit': 5}] | limits of each user: none → 5 completions per WEEK",
        "'name': 'a'       | 'limits': [{'entity': 'TASK', 'metric': 'AMOUNT', 'rewardId': 'points', 'per': 'TOTAL', 'limit': 500}] | budgets of all users: none → 500 of points per TOTAL",
      })
  void describesEachChange(String from, String to, String words) {
    Task after = task(BEFORE.replace("'version': 1", "'version': 2").replace(from, to));
    List<TaskChange> changes = SetDifference.of(List.of(task(BEFORE)), List.of(after));
    assertThat(changes).singleElement().extracting(TaskChange::kind).isEqualTo(Kind.CHANGED);
    assertThat(changes.get(0).effects()).anySatisfy(effect -> assertThat(effect).contains(words));
  }

  private static Task task(String json) {
    return TaskDocuments.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
        .get(0)
        .task();
  }
}
