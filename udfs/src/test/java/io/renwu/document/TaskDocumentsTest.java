package io.renwu.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.model.Aggregation;
import io.renwu.model.Audience;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Objective;
import io.renwu.model.Period;
import io.renwu.model.Recurrence;
import io.renwu.model.Reward;
import io.renwu.model.Schedule;
import io.renwu.model.Task;
import io.renwu.model.Tier;
import io.renwu.violation.Violation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class TaskDocumentsTest {
  private static final String FULL =
      Fixtures.json(
          """
          {
            'taskId': 'comment-3-a-day',
            'version': 4,
            'name': {'en': 'Comment on three videos', 'zh-CN': '每日评论三个视频'},
            'status': 'ACTIVE',
            'effectiveAt': '2026-11-22T00:00:00+08:00',
            'schedule': {'startAt': '2026-11-01T00:00:00+08:00', 'endAt': 1796054400000},
            'audience': {'filter': "event.attributes.channel in ['ios', 'android']",
                         'rollout': {'percent': 25.50, 'salt': 'c3'}},
            'preconditions': ['complete-profile'],
            'objectives': [{
              'id': 'comments',
              'behaviors': ['comment'],
              'filter': 'size(event.attributes.text) >= 5',
              'aggregation': {'function': 'COUNT_DISTINCT', 'field': 'object.id'},
              'cancelBehaviors': [],
              'target': 3.0
            }],
            'completion': 'ALL',
            'period': {'unit': 'DAY', 'zone': 'Asia/Shanghai', 'dayStart': '04:00', 'allowedLateness': 'PT2H'},
            'recurrence': {'policy': 'PER_PERIOD'},
            'limits': [],
            'rewards': [{'rewardId': 'points', 'type': 'POINTS', 'amount': 10, 'delivery': 'AUTO',
                         'attributes': {'sku': ['a', 1.50, null, true]}}],
            'clawback': 'NONE',
            'changePolicy': {'inFlight': 'MIGRATE'}
          }
          """
              .replace(
                  "\"event.attributes.channel in ['ios', 'android']\"",
                  "'event.attributes.channel in [\\u0027ios\\u0027, \\u0027android\\u0027]'"));

  @Test
  void readsEveryField() {
    Task task = Fixtures.task(FULL);
    assertThat(task.taskId()).isEqualTo("comment-3-a-day");
    assertThat(task.version()).isEqualTo(4);
    assertThat(task.name())
        .containsExactly(
            Map.entry("en", "Comment on three videos"), Map.entry("zh-CN", "每日评论三个视频"));
    assertThat(task.status()).isEqualTo(Task.Status.ACTIVE);
    assertThat(task.effectiveAt()).isEqualTo(Instant.parse("2026-11-21T16:00:00Z"));
    assertThat(task.schedule())
        .isEqualTo(
            new Schedule(
                Instant.parse("2026-10-31T16:00:00Z"), Instant.ofEpochMilli(1796054400000L)));
    assertThat(task.audience())
        .isEqualTo(
            new Audience(
                "event.attributes.channel in ['ios', 'android']",
                new Audience.Rollout(2550, "c3")));
    assertThat(task.preconditions()).containsExactly("complete-profile");
    assertThat(task.objectives())
        .containsExactly(
            Objective.of("comments", List.of("comment"), new BigDecimal("3"))
                .filter("size(event.attributes.text) >= 5")
                .aggregation(new Aggregation(Aggregation.Function.COUNT_DISTINCT, "object.id"))
                .build());
    assertThat(task.completion()).isEqualTo(Task.Completion.ALL);
    assertThat(task.period())
        .isEqualTo(
            new Period(
                CalendarUnit.DAY,
                ZoneId.of("Asia/Shanghai"),
                LocalTime.of(4, 0),
                Duration.ofHours(2)));
    assertThat(task.recurrence()).isEqualTo(new Recurrence(Recurrence.Policy.PER_PERIOD, null));
    assertThat(task.tiers()).isEmpty();
    Reward reward = task.rewards().get(0);
    assertThat(reward.rewardId()).isEqualTo("points");
    assertThat(reward.type()).isEqualTo("POINTS");
    assertThat(reward.amount()).isEqualTo(new BigDecimal("1E+1"));
    assertThat(reward.attributes().get("sku"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactly("a", new BigDecimal("1.5"), null, true);
  }

  @Test
  void fillsInEveryDefault() {
    Task task =
        Fixtures.task("t", 1, "'rewards': [{'rewardId': 'r', 'type': 'BADGE'}]".replace('\'', '"'));
    Objective objective =
        Objective.of("o", List.of("comment"), new BigDecimal("3"))
            .filter(null)
            .aggregation(new Aggregation(Aggregation.Function.COUNT, null))
            .frequencyLimit(null)
            .cancel(List.of(), null)
            .build();
    Reward reward = new Reward("r", "BADGE", BigDecimal.ONE, Reward.Delivery.AUTO, null, Map.of());
    assertThat(task)
        .isEqualTo(
            Task.of("t", 1)
                .name(Map.of("", "t"))
                .status(Task.Status.ACTIVE)
                .effectiveAt(Instant.MIN)
                .schedule(Schedule.ALWAYS)
                .audience(Audience.EVERYONE)
                .preconditions(List.of())
                .objectives(List.of(objective))
                .completion(Task.Completion.ALL)
                .period(
                    new Period(
                        CalendarUnit.ALWAYS, ZoneId.of("UTC"), LocalTime.MIDNIGHT, Duration.ZERO))
                .recurrence(new Recurrence(Recurrence.Policy.PER_PERIOD, null))
                .tiers(List.of())
                .userLimits(List.of())
                .budgets(List.of())
                .rewards(List.of(reward))
                .clawback(Task.Clawback.NONE)
                .inFlight(Task.InFlight.MIGRATE)
                .build());
  }

  @Test
  void nullIsTheSameAsAbsent() {
    String nulls =
        Fixtures.json(
            "'name': null, 'status': null, 'effectiveAt': null, 'schedule': {'startAt': null},"
                + " 'audience': {'filter': null, 'rollout': null}, 'preconditions': null,"
                + " 'completion': null, 'period': {'unit': null, 'zone': null, 'dayStart': null,"
                + " 'allowedLateness': null}, 'recurrence': {'policy': null, 'maxCompletions':"
                + " null}, 'tiers': null, 'limits': null, 'rewards': null, 'clawback': null,"
                + " 'changePolicy': {'inFlight': null}");
    assertThat(Fixtures.task("t", 1, nulls)).isEqualTo(Fixtures.task("t", 1, ""));
  }

  @Test
  void differentTextsOfTheSameContentAreEqualTasks() {
    String one =
        "{'taskId':'t','version':1,'effectiveAt':'2026-01-01T00:00:00Z',"
            + "'objectives':[{'id':'o','behaviors':['b'],'target':1}]}";
    String other =
        " {'version': 1.0, 'objectives': [{'target': 1.00e0, 'behaviors': ['b'], 'id': 'o',"
            + " 'aggregation': {'function': 'COUNT'}}], 'effectiveAt': 1767225600000,"
            + " 'tiers': [], 'rewards': [], 'taskId': 't'} ";
    assertThat(Fixtures.task(Fixtures.json(other))).isEqualTo(Fixtures.task(Fixtures.json(one)));
  }

  @Test
  void readsTiers() {
    Task task =
        Fixtures.task(
            Fixtures.json(
                "{'taskId':'t','version':1,'objectives':[{'id':'o','behaviors':['b']}],"
                    + "'period':{'unit':'WEEK','zone':'USER','allowedLateness':'P1W'},"
                    + "'tiers':[{'target':3,'rewards':[{'rewardId':'a','type':'X','amount':0.5}]},"
                    + "{'target':10}]}"));
    assertThat(task.tiers())
        .containsExactly(
            new Tier(
                new BigDecimal("3"),
                List.of(
                    new Reward(
                        "a", "X", new BigDecimal("0.5"), Reward.Delivery.AUTO, null, Map.of()))),
            new Tier(new BigDecimal("1E+1"), List.of()));
    assertThat(task.objectives().get(0).target()).isEqualTo(new BigDecimal("1E+1"));
    assertThat(task.period().zone()).isNull();
    assertThat(task.period().allowedLateness()).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void readsRepeatAndTheDefaultSalt() {
    Task task =
        Fixtures.task(
            "t",
            7,
            Fixtures.json(
                "'recurrence':{'policy':'REPEAT','maxCompletions':5},"
                    + "'audience':{'rollout':{'percent':0}},'name':'T','status':'PAUSED'"));
    assertThat(task.recurrence()).isEqualTo(new Recurrence(Recurrence.Policy.REPEAT, 5));
    assertThat(task.audience().rollout()).isEqualTo(new Audience.Rollout(0, "t"));
    assertThat(task.name()).containsExactly(Map.entry("", "T"));
    assertThat(task.status()).isEqualTo(Task.Status.PAUSED);
  }

  @Test
  void readsEachDocumentOfAnArrayByItself() {
    String good = Fixtures.document("good", 1, "");
    String odd = "{ \"taskId\" : \"odd\",\n \"version\": 2, \"x\": \"é😀\" }";
    List<ParsedDocument> documents =
        Fixtures.parse("\uFEFF [" + good + " ,\n" + odd + ", 7, " + good + "]");
    assertThat(documents).extracting(ParsedDocument::index).containsExactly(0, 1, 2, 3);
    assertThat(documents).extracting(ParsedDocument::text).containsExactly(good, odd, "7", good);
    assertThat(documents)
        .extracting(d -> d.task() != null)
        .containsExactly(true, false, false, true);
    assertThat(documents.get(1).taskId()).isEqualTo("odd");
    assertThat(documents.get(1).version()).isEqualTo(2);
    assertThat(documents.get(1).violations())
        .extracting(Violation::pointer)
        .containsExactly("/x", "/objectives");
    assertThat(documents.get(2).violations()).containsExactly(new Violation("", "7", "an object"));
    assertThat(Fixtures.parse("[]")).isEmpty();
  }

  @Test
  void aLongFileIsSplitIntoItsDocuments() {
    String document = Fixtures.document("t", 1, "\"name\": \"" + "é😀".repeat(40) + "\"");
    List<ParsedDocument> documents =
        Fixtures.parse("[" + (document + ",\n").repeat(2000) + document + "]");
    assertThat(documents).hasSize(2001);
    assertThat(documents).allSatisfy(d -> assertThat(d.text()).isEqualTo(document));
  }

  @Test
  void aTextThatIsNotJsonHasOneViolationAtTheRoot() {
    for (String text :
        List.of(
            "",
            "  ",
            "{",
            "nonsense",
            "{} {}",
            "[{}",
            "{\"a\":01}",
            "{'a':1}",
            "[1,]",
            "NaN",
            "\"\u0001\"",
            "// c\n{}",
            "[".repeat(100_000))) {
      List<ParsedDocument> documents = Fixtures.parse(text);
      assertThat(documents).as(text).hasSize(1);
      assertThat(documents.get(0).violations()).as(text).hasSize(1);
      assertThat(documents.get(0).violations().get(0).pointer()).isEmpty();
      assertThat(documents.get(0).violations().get(0).found()).hasSizeLessThan(400);
    }
    byte[] latin1 = "{\"taskId\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(TaskDocuments.parse(latin1).get(0).violations())
        .containsExactly(new Violation("", "bytes that are not UTF-8", "JSON in UTF-8"));
  }

  @Test
  void reportsAllViolations() {
    List<Violation> violations =
        Fixtures.parse(
                Fixtures.json(
                    "{'taskId': 'T', 'version': 0, 'objectivs': [], 'status': 'on', 'period':"
                        + " {'unit': 'YEAR', 'zone': 'Mars', 'dayStart': '4:00'}, 'rewards':"
                        + " [{'rewardId': 'a'}, {'rewardId': 'a', 'type': 'X', 'amount': 0}]}"))
            .get(0)
            .violations();
    assertThat(violations)
        .extracting(Violation::pointer)
        .containsExactly(
            "/objectivs",
            "/taskId",
            "/version",
            "/status",
            "/objectives",
            "/period/unit",
            "/period/zone",
            "/period/dayStart",
            "/rewards/0/type",
            "/rewards/1/rewardId",
            "/rewards/1/amount");
    assertThat(violations.get(0))
        .hasToString(
            "/objectivs: found the unknown field \"objectivs\", expected perhaps \"objectives\"");
  }

  @Test
  void theNumberOfViolationsIsBounded() {
    StringBuilder flood = new StringBuilder("{");
    for (int i = 0; i < 50_000; i++) {
      flood.append(i == 0 ? "" : ",").append("\"field").append(i).append("\":1");
    }
    assertThat(Fixtures.parse(flood.append("}").toString()).get(0).violations()).hasSize(201);
  }
}
