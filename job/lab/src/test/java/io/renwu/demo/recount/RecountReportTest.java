package io.renwu.demo.recount;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecountReportTest {
  private static final String NOON = "2026-11-23T12:00:00+08:00";

  private final DueOutputs expectation =
      new Sent()
          .event("u", "subscribe", NOON, "'currency':'CNY','amount':120")
          .event("u", "complete-profile", NOON, "'completeness':100")
          .raw("login", "broken", NOON)
          .expectation();

  @Test
  void dueRewardsAreClean() {
    RecountReport report = compare(paid());
    assertThat(report.clean()).isTrue();
    assertThat(report.due()).isEqualTo(5).isEqualTo(report.paid());
    assertThat(report.dueByTask()).containsEntry("spend-50", 2L);
  }

  @Test
  void findsALoss() {
    List<String> paid = paid();
    String lost = paid.remove(2);
    RecountReport report = compare(paid);
    assertThat(report.clean()).isFalse();
    assertThat(report.missing()).hasSize(1);
    assertThat(lost).contains(report.missing().get(0).taskId());
  }

  @Test
  void findsAGrantEmittedTwice() {
    List<String> paid = paid();
    paid.add(paid.get(0));
    assertOnlyDoubled(compare(paid));
  }

  @Test
  void findsAPaymentRepeatedUnderAnotherId() {
    List<String> paid = paid();
    paid.add(paid.get(0).replaceFirst("\"grantId\":\"", "\"grantId\":\"x"));
    assertOnlyDoubled(compare(paid));
  }

  @Test
  void findsAnIdUsedForTwoPayments() {
    List<String> paid = paid();
    paid.set(1, paid.get(1).replaceFirst("\"grantId\":\"g-\\d+\"", "\"grantId\":\"g-0\""));
    assertOnlyDoubled(compare(paid));
  }

  @Test
  void findsAWrongAmountButAcceptsAnotherNotation() {
    List<String> paid = paid();
    int spend = indexOf(paid, "spend-50");
    String right = paid.get(spend);
    paid.set(spend, right.replace("12.5", "12.500"));
    assertThat(compare(paid).clean()).isTrue();
    paid.set(spend, right.replace("12.5", "12.51"));
    assertThat(compare(paid).wrong()).hasSize(1);
    paid.set(spend, right.replace("GRANTED", "EXPIRED"));
    assertThat(compare(paid).wrong()).hasSize(1);
  }

  @Test
  void findsGrantsThatAreNotDue() {
    List<String> paid = paid();
    paid.add(
        paid.get(0)
            .replace("\"userId\":\"u\"", "\"userId\":\"v\"")
            .replace("\"grantId\":\"g-0\"", "\"grantId\":\"g-9\""));
    paid.add("no grant at all");
    RecountReport report = compare(paid);
    assertThat(report.unexpected()).hasSize(2);
    assertThat(report.missing()).isEmpty();
    assertThat(report.doubled()).isEmpty();
  }

  @Test
  void countsDeadLetters() {
    RecountReport report = GrantComparison.of(expectation, bytes(paid()), 0, Set.of());
    assertThat(report.clean()).isFalse();
    assertThat(report.deadLettersDue()).isEqualTo(1);
  }

  @Test
  void excludesChangedTasksAndTheirDependents() {
    List<String> paid = paid();
    paid.remove(indexOf(paid, "\"complete-profile\""));
    RecountReport report =
        GrantComparison.of(expectation, bytes(paid), 1, Set.of("complete-profile"));
    assertThat(report.clean()).isTrue();
    assertThat(report.excluded())
        .containsExactly("comment-3-a-day", "complete-profile", "newcomer-first-words");
    assertThat(report.due()).isEqualTo(4);
  }

  private static void assertOnlyDoubled(RecountReport report) {
    assertThat(report.clean()).isFalse();
    assertThat(report.doubled()).hasSize(1);
    assertThat(report.unexpected()).isEmpty();
    assertThat(report.missing()).isEmpty();
  }

  private RecountReport compare(List<String> paid) {
    return GrantComparison.of(expectation, bytes(paid), 1, Set.of());
  }

  /** The due rewards as records. */
  private List<String> paid() {
    List<String> paid = new ArrayList<>();
    expectation
        .grants()
        .forEach(
            (key, payment) ->
                paid.add(
                    ("{\"grantId\":\"g-%d\",\"userId\":\"%s\",\"taskId\":\"%s\",\"period\":\"%s\","
                            + "\"completion\":%d,\"tier\":null,\"rewardId\":\"%s\",\"type\":\"%s\","
                            + "\"amount\":%s,\"outcome\":\"GRANTED\",\"shadow\":false,"
                            + "\"revoked\":false}")
                        .formatted(
                            paid.size(),
                            key.userId(),
                            key.taskId(),
                            key.period(),
                            key.completion(),
                            key.rewardId(),
                            payment.type(),
                            payment.amount())));
    return paid;
  }

  private static int indexOf(List<String> paid, String part) {
    return paid.stream().map(record -> record.contains(part)).toList().indexOf(true);
  }

  private static List<byte[]> bytes(List<String> records) {
    return records.stream().map(record -> record.getBytes(StandardCharsets.UTF_8)).toList();
  }
}
