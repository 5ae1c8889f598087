package io.renwu.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.document.ParsedDocument;
import io.renwu.document.TaskDocuments;
import io.renwu.model.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests each lint with documents that it warns of, and with similar ones that it accepts. */
class LinterTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Path TASK_RULES = Path.of("..", "..", "task-rules");

  private static final String DAILY = "'period':{'unit':'DAY'}";
  private static final String WEEKLY = "'period':{'unit':'WEEK'}";
  private static final String POINTS = "'rewards':[{'rewardId':'p','type':'POINTS','amount':10}]";

  /** A row: further fields of the objective, further fields of the task, the most progress. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0007',
      value = {
        "'frequencyLimit':{'limit':5,'per':'DAY'}  | 'period':{'unit':'DAY'}   | 5",
        "'frequencyLimit':{'limit':5,'per':'DAY'}  | 'period':{'unit':'WEEK'}  | 35",
        "'frequencyLimit':{'limit':5,'per':'DAY'}  | 'period':{'unit':'MONTH'} | 155",
        "'frequencyLimit':{'limit':5,'per':'WEEK'} | 'period':{'unit':'DAY'}   | 5",
        "'frequencyLimit':{'limit':5,'per':'WEEK'} | 'period':{'unit':'MONTH'} | 30",
        "'frequencyLimit':{'limit':5,'per':'HOUR'} | 'period':{'unit':'DAY'}   | 130",
        "'frequencyLimit':{'limit':5,'per':'DAY'} | 'schedule':{'startAt':'2027-01-01T00:00:00Z','endAt':'2027-01-03T00:00:00Z'} | 10",
        "'frequencyLimit':{'limit':5,'per':'DAY'} | 'schedule':{'startAt':'2027-01-01T01:00:00Z','endAt':'2027-01-03T01:00:00Z'} | 15",
        "'frequencyLimit':{'limit':5,'per':'DAY'} | 'period':{'zone':'America/New_York','dayStart':'02:30'},'schedule':{'startAt':'2027-03-13T08:00:00Z','endAt':'2027-03-14T07:20:00Z'} | 5",
        "'frequencyLimit':{'limit':5,'per':'HOUR'} | 'schedule':{'startAt':'2027-01-01T00:00:00Z','endAt':'2027-01-01T02:00:00Z'} | 20",
        "'aggregation':{'function':'STREAK','unit':'DAY'}  | 'period':{'unit':'WEEK'}  | 7",
        "'aggregation':{'function':'STREAK','unit':'DAY'}  | 'period':{'unit':'MONTH'} | 31",
        "'aggregation':{'function':'STREAK','unit':'WEEK'} | 'period':{'unit':'MONTH'} | 6",
        "'aggregation':{'function':'STREAK','unit':'DAY'},'frequencyLimit':{'limit':3,'per':'WEEK'} | 'period':{'unit':'WEEK'} | 3",
        "'aggregation':{'function':'STREAK','unit':'DAY'} | 'schedule':{'startAt':'2027-01-01T00:00:00Z','endAt':'2027-01-06T00:00:00Z'} | 5",
        "'aggregation':{'function':'COUNT_DISTINCT','field':'c'},'filter':'event.attributes.c in [\"a\", \"b\"]' | 'status':'ACTIVE' | 2",
        "'aggregation':{'function':'COUNT_DISTINCT','field':'c'} | 'audience':{'filter':'event.attributes.c == \"a\"'} | 1",
        "'aggregation':{'function':'MAX','field':'c'},'filter':'event.attributes.c <= 5' | 'status':'ACTIVE' | 5.000000005",
        "'aggregation':{'function':'SUM','field':'c'},'filter':'event.attributes.c <= 5','frequencyLimit':{'limit':2,'per':'DAY'} | 'period':{'unit':'DAY'} | 10.00000001",
      })
  void unreachableTarget(String objective, String task, String most) {
    String more = objective.replace("\"", "\\\"");
    String above = most.contains(".") ? most.replaceFirst("\\..*", ".1") : most + ".5";
    assertThat(codes(document("a", above, more, task.replace("\"", "\\\""))))
        .contains("unreachable-target");
    String reached = most.replaceFirst("\\..*", "");
    assertThat(codes(document("a", reached, more, task.replace("\"", "\\\""))))
        .doesNotContain("unreachable-target");
  }

  @Test
  void withoutABoundEveryTargetIsReachable() {
    assertThat(codes(document("a", "1000000", "", DAILY))).isEmpty();
    assertThat(codes(document("a", "1000000", "'frequencyLimit':{'limit':1,'per':'HOUR'}", "")))
        .isEmpty();
    String distinct = "'aggregation':{'function':'COUNT_DISTINCT','field':'c'},'filter':'%s'";
    assertThat(codes(document("a", "3", distinct.formatted("event.attributes.c in [1, 2]"), "")))
        .isEmpty();
    assertThat(codes(document("a", "3", distinct.formatted("has(event.attributes.c)"), "")))
        .isEmpty();
  }

  @Test
  void unreachableTier() {
    String tiers = "'tiers':[{'target':7},{'target':8}]," + WEEKLY;
    String document =
        document("a", "1", "'frequencyLimit':{'limit':1,'per':'DAY'}", tiers)
            .replace("\"target\":1,", "");
    assertThat(warnings(document))
        .singleElement()
        .satisfies(
            warning -> assertThat(warning.violation().pointer()).isEqualTo("/tiers/1/target"));
  }

  @Test
  void unreachableCompletions() {
    String repeat = "'recurrence':{'policy':'REPEAT','maxCompletions':%d},%s,%s";
    String limit = "'limits':[{'entity':'USER','metric':'COMPLETIONS','per':'WEEK','limit':3}]";
    assertThat(codes(document("a", "1", "", repeat.formatted(4, WEEKLY, limit))))
        .containsExactly("unreachable-completions");
    assertThat(codes(document("a", "1", "", repeat.formatted(3, WEEKLY, limit)))).isEmpty();
    String month = "'period':{'unit':'MONTH'}";
    assertThat(codes(document("a", "1", "", repeat.formatted(18, month, limit)))).isEmpty();
    String frequency = "'frequencyLimit':{'limit':5,'per':'DAY'}";
    assertThat(codes(document("a", "2", frequency, repeat.formatted(3, DAILY, "'name':'x'"))))
        .containsExactly("unreachable-completions");
    assertThat(codes(document("a", "2", frequency, repeat.formatted(2, DAILY, "'name':'x'"))))
        .isEmpty();
  }

  @Test
  void paidTwice() {
    String a = document("a", "3", "", DAILY + "," + POINTS);
    assertThat(warnings(a, document("b", "5", "", DAILY + "," + POINTS)))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo("paid-twice");
              assertThat(warning.taskId()).isEqualTo("b");
              assertThat(warning.violation().found()).contains("a also pays in the same period");
            });
    assertThat(codes(a, document("b", "5", "", WEEKLY + "," + POINTS))).isEmpty();
    assertThat(codes(a, document("b", "5", "", DAILY + "," + POINTS.replace("POINTS", "COUPON"))))
        .isEmpty();
    assertThat(codes(a, document("b", "5", "", DAILY + "," + POINTS + ",'status':'PAUSED'")))
        .isEmpty();
    assertThat(codes(a, document("b", "5", "", DAILY + "," + POINTS).replace("comment", "login")))
        .isEmpty();
  }

  @Test
  void notPaidTwiceForDifferentEvents() {
    String filter = "'filter':'event.attributes.c == %s'";
    String a = document("a", "3", filter.formatted("1"), DAILY + "," + POINTS);
    assertThat(codes(a, document("b", "5", filter.formatted("2"), DAILY + "," + POINTS))).isEmpty();
    assertThat(codes(a, document("b", "5", filter.formatted("1"), DAILY + "," + POINTS)))
        .containsExactly("paid-twice");
    String until = "'schedule':{'endAt':'2027-01-01T00:00:00Z'},";
    String from = "'schedule':{'startAt':'2027-01-01T00:00:00Z'},";
    assertThat(
            codes(
                document("a", "3", "", until + DAILY + "," + POINTS),
                document("b", "3", "", from + DAILY + "," + POINTS)))
        .isEmpty();
  }

  @Test
  void notPaidTwiceWhereOneTaskFollowsTheOther() {
    String first = document("a", "1", "", "'recurrence':{'policy':'ONCE'}," + POINTS);
    String next = document("b", "1", "", "'preconditions':['a']," + POINTS);
    assertThat(codes(first, next)).isEmpty();
    assertThat(codes(first, next.replace("\"preconditions\":[\"a\"],", "")))
        .containsExactly("paid-twice");
  }

  @Test
  void unboundedReward() {
    String repeat = "'recurrence':{'policy':'REPEAT'}," + POINTS + "," + DAILY;
    assertThat(codes(document("a", "3", "", repeat))).containsExactly("unbounded-reward");
    String limits = ",'limits':[{%s}]";
    for (String limit :
        List.of(
            "'entity':'USER','metric':'COMPLETIONS','per':'MONTH','limit':5",
            "'entity':'TASK','metric':'COMPLETIONS','per':'DAY','limit':5",
            "'entity':'TASK','metric':'AMOUNT','rewardId':'p','per':'TOTAL','limit':50")) {
      assertThat(codes(document("a", "3", "", repeat + limits.formatted(limit)))).isEmpty();
    }
    assertThat(codes(document("a", "3", "'frequencyLimit':{'limit':9,'per':'HOUR'}", repeat)))
        .isEmpty();
    assertThat(
            codes(
                document("a", "3", "", repeat.replace("'REPEAT'", "'REPEAT','maxCompletions':3"))))
        .isEmpty();
  }

  @Test
  void rewardAboveBudget() {
    String budget =
        "'limits':[{'entity':'TASK','metric':'AMOUNT','rewardId':'p','per':'DAY','limit':%s}],";
    assertThat(codes(document("a", "3", "", budget.formatted("9.99") + POINTS)))
        .containsExactly("reward-above-budget");
    assertThat(codes(document("a", "3", "", budget.formatted("10") + POINTS))).isEmpty();
  }

  @Test
  void missingCancel() {
    String cancels = "'cancelBehaviors':['comment-deleted'],'cancelKey':'id'";
    String knowing = document("a", "3", cancels, DAILY);
    assertThat(codes(knowing, document("b", "3", "", WEEKLY))).containsExactly("missing-cancel");
    assertThat(codes(knowing, document("b", "3", cancels, WEEKLY))).isEmpty();
    assertThat(codes(knowing, document("b", "1", "", WEEKLY))).isEmpty();
    assertThat(codes(knowing, document("b", "1", "", WEEKLY + ",'clawback':'FULL'")))
        .containsExactly("missing-cancel");
    assertThat(codes(knowing, document("b", "3", "", WEEKLY).replace("comment", "login")))
        .isEmpty();
  }

  @Test
  void schedules() {
    String schedule = "'schedule':{'startAt':'%s','endAt':'%s'},'period':{'unit':'WEEK'}";
    String past = schedule.formatted("2026-10-01T00:00:00Z", "2026-11-22T12:00:00Z");
    assertThat(codes(document("a", "3", "", past))).containsExactly("past-schedule");
    String open = schedule.formatted("2026-10-01T00:00:00Z", "2026-11-22T12:00:01Z");
    assertThat(codes(document("a", "3", "", open))).isEmpty();
    String monday = schedule.formatted("2026-12-07T00:00:00Z", "2026-12-14T00:00:00Z");
    assertThat(codes(document("a", "3", "", monday))).isEmpty();
    String tuesday = schedule.formatted("2026-12-08T00:00:00Z", "2026-12-20T00:00:00Z");
    assertThat(codes(document("a", "3", "", tuesday))).containsExactly("short-schedule");
    String effective = "'effectiveAt':'%s','schedule':{'endAt':'2027-01-01T00:00:00Z'}";
    assertThat(codes(document("a", "3", "", effective.formatted("2027-01-01T00:00:00Z"))))
        .containsExactly("effective-after-schedule");
    assertThat(codes(document("a", "3", "", effective.formatted("2026-12-31T00:00:00Z"))))
        .isEmpty();
  }

  @Test
  void constantConditions() {
    String filter = "'filter':'%s'";
    for (String constant :
        List.of(
            "true",
            "1 > 2",
            "event.attributes.a == 1 && event.attributes.a == 2",
            "event.attributes.a > 2 && !(event.attributes.a >= 1)",
            "!has(event.attributes.a) && event.attributes.a == 1",
            "size(event.attributes.a) < 0",
            "event.attributes.a < 3 && event.attributes.a > 3")) {
      assertThat(codes(document("a", "3", filter.formatted(constant), "")))
          .as(constant)
          .containsExactly("constant-condition");
    }
    for (String open :
        List.of(
            "event.attributes.a == 1 || event.attributes.a == 2",
            "event.attributes.a >= 3 && event.attributes.a <= 3",
            "event.attributes.a != 1 && event.attributes.a != 2",
            "size(event.attributes.a) > 3 && size(event.attributes.b) < 3",
            "event.attributes.a.startsWith(event.userId)")) {
      assertThat(codes(document("a", "3", filter.formatted(open), ""))).as(open).isEmpty();
    }
    String audience = "'audience':{'filter':'event.attributes.a > 2'}";
    assertThat(codes(document("a", "3", filter.formatted("event.attributes.a == 1"), audience)))
        .containsExactly("constant-condition");
    assertThat(codes(document("a", "3", filter.formatted("event.attributes.a == 3"), audience)))
        .isEmpty();
  }

  @Test
  void emptyRollout() {
    String rollout = "'audience':{'rollout':{'percent':%s}}";
    assertThat(codes(document("a", "3", "", rollout.formatted("0"))))
        .containsExactly("empty-rollout");
    assertThat(codes(document("a", "3", "", rollout.formatted("0.01")))).isEmpty();
  }

  @Test
  void inspectsTheHighestVersionsThatAreNotArchived() {
    String none = document("a", "3", "", "'audience':{'rollout':{'percent':0}}");
    assertThat(codes(none, document("a", "3", "", "").replace("\"version\":1", "\"version\":2")))
        .isEmpty();
    assertThat(
            codes(
                document("a", "3", "", "'status':'ARCHIVED','audience':{'rollout':{'percent':0}}")))
        .isEmpty();
  }

  @Test
  void theSamplesShowGoodPractice() throws IOException {
    List<String> documents = new ArrayList<>();
    try (Stream<Path> files = Files.walk(TASK_RULES)) {
      for (Path file : files.filter(LinterTest::isDocument).toList()) {
        documents.add(Files.readString(file));
      }
    }
    assertThat(Linter.warnings(tasks(documents), NOW)).isEmpty();
  }

  private static boolean isDocument(Path path) {
    String name = path.toString();
    return name.endsWith(".json") && !name.endsWith(".schema.json");
  }

  @Test
  void theReadmeNamesEveryLint() throws IOException {
    String readme = Files.readString(TASK_RULES.resolve("README.md"));
    assertThat(Linter.codes())
        .allSatisfy(code -> assertThat(readme).contains("| `" + code + "` |"));
  }

  private static List<String> codes(String... documents) {
    return warnings(documents).stream().map(Warning::code).toList();
  }

  private static List<Warning> warnings(String... documents) {
    return Linter.warnings(tasks(List.of(documents)), NOW);
  }

  static List<Task> tasks(List<String> documents) {
    List<Task> tasks = new ArrayList<>();
    for (String document : documents) {
      for (ParsedDocument parsed : TaskDocuments.parse(document.getBytes(StandardCharsets.UTF_8))) {
        assertThat(parsed.violations()).as(document).isEmpty();
        tasks.add(parsed.task());
      }
    }
    return tasks;
  }

  /** A document of one objective; an apostrophe stands for a quotation mark. */
  static String document(String taskId, String target, String objective, String task) {
    return ("{'taskId':'"
            + taskId
            + "','version':1,'objectives':[{'id':'o','behaviors':['comment'],'target':"
            + target
            + ","
            + objective
            + "}],"
            + task
            + "}")
        .replace(",}", "}")
        .replace('\'', '"');
  }
}
