package io.renwu.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.violation.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each row is one error: fields of a document, the violation's pointer and part of its expectation.
 */
class BadDocumentsTest {
  /** The fields replace those of a valid document; an apostrophe stands for a quotation mark. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0007',
      nullValues = "NULL",
      value = {
        "'taskId':'Bad'                          | /taskId              | [a-z0-9][a-z0-9-]{0,63}",
        "'taskId':'-a'                           | /taskId              | [a-z0-9][a-z0-9-]{0,63}",
        "'taskId':'aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff12345' | /taskId | [a-z0-9]",
        "'taskId':'a\\n'                         | /taskId              | [a-z0-9][a-z0-9-]{0,63}",
        "'taskId':7                              | /taskId              | [a-z0-9][a-z0-9-]{0,63}",
        "'taskId':null                           | /taskId              | [a-z0-9][a-z0-9-]{0,63}",
        "'version':0                             | /version             | whole number from 1",
        "'version':-1                            | /version             | whole number from 1",
        "'version':1.5                           | /version             | whole number from 1",
        "'version':'1'                           | /version             | whole number from 1",
        "'version':2147483648                    | /version             | whole number from 1",
        "'version':1e400                         | /version             | at most 38 digits",
        "'version':1e99999999999                 | /version             | at most 38 digits",
        "'version':true                          | /version             | whole number from 1",
        "'version':null                          | /version             | whole number from 1",
        "'name':7                                | /name                | a text, or an object",
        "'name':''                               | /name                | a text of 1",
        "'name':{}                               | /name                | 1 or more language tags",
        "'name':{'en':7}                         | /name/en             | a text",
        "'name':{'en':null}                      | /name/en             | a text",
        "'name':{'not a tag':'x'}                | /name/not a tag      | BCP 47",
        "'name':{'':'x'}                         | /name/               | BCP 47",
        "'status':'active'                       | /status              | one of ACTIVE, PAUSED, SHADOW, ARCHIVED",
        "'status':1                              | /status              | one of ACTIVE, PAUSED, SHADOW, ARCHIVED",
        "'effectiveAt':'2026-11-22'              | /effectiveAt         | RFC 3339",
        "'effectiveAt':'2026-11-22T09:00:00'     | /effectiveAt         | RFC 3339",
        "'effectiveAt':'2026-02-30T09:00:00Z'    | /effectiveAt         | RFC 3339",
        "'effectiveAt':'1767225600000'           | /effectiveAt         | epoch milliseconds",
        "'effectiveAt':1.5                       | /effectiveAt         | epoch milliseconds",
        "'effectiveAt':1e29                      | /effectiveAt         | epoch milliseconds",
        "'effectiveAt':{}                        | /effectiveAt         | RFC 3339",
        "'schedule':[]                           | /schedule            | an object",
        "'schedule':{'startAt':'soon'}           | /schedule/startAt    | RFC 3339",
        "'schedule':{'startAt':2,'endAt':2}      | /schedule/endAt      | after startAt",
        "'schedule':{'startAt':2,'endAt':1}      | /schedule/endAt      | after startAt",
        "'schedule':{'start':1}                  | /schedule/start      | perhaps 'startAt'",
        "'audience':'all'                        | /audience            | an object",
        "'audience':{'filter':7}                 | /audience/filter     | a condition",
        "'audience':{'filter':'event.foo'}       | /audience/filter     | type bool",
        "'audience':{'filter':'1 +'}             | /audience/filter     | type bool",
        "'audience':{'rollout':5}                | /audience/rollout    | an object",
        "'audience':{'rollout':{}}               | /audience/rollout/percent | 0 to 100",
        "'audience':{'rollout':{'percent':-1}}   | /audience/rollout/percent | 0 to 100",
        "'audience':{'rollout':{'percent':100.01}} | /audience/rollout/percent | 0 to 100",
        "'audience':{'rollout':{'percent':100.001}} | /audience/rollout/percent | 0 to 100",
        "'audience':{'rollout':{'percent':'5'}}  | /audience/rollout/percent | 0 to 100",
        "'audience':{'rollout':{'percent':5,'salt':5}} | /audience/rollout/salt | a text",
        "'audience':{'share':5}                  | /audience/share      | one of the fields filter, rollout",
        "'preconditions':'a'                     | /preconditions       | an array",
        "'preconditions':['A']                   | /preconditions/0     | a task id",
        "'preconditions':[null]                  | /preconditions/0     | a task id",
        "'preconditions':['t']                   | /preconditions/0     | another task",
        "'preconditions':['a','b','a']           | /preconditions/2     | only once",
        "'objectives':null                       | /objectives          | 1 to 20",
        "'objectives':[]                         | /objectives          | 1 to 20",
        "'objectives':{}                         | /objectives          | an array",
        "'objectives':[null]                     | /objectives/0        | an object",
        "'objectives':['o']                      | /objectives/0        | an object",
        "'objectives':[{'behaviors':['b'],'target':1}] | /objectives/0/id | an id",
        "'objectives':[{'id':'','behaviors':['b'],'target':1}] | /objectives/0/id | 1 to 128",
        "'objectives':[{'id':7,'behaviors':['b'],'target':1}] | /objectives/0/id | a text",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1},{'id':'o','behaviors':['b'],'target':1}] | /objectives/1/id | only once",
        "'objectives':[{'id':'o','target':1}]    | /objectives/0/behaviors | 1 or more",
        "'objectives':[{'id':'o','behaviors':[],'target':1}] | /objectives/0/behaviors | 1 or more",
        "'objectives':[{'id':'o','behaviors':'b','target':1}] | /objectives/0/behaviors | an array",
        "'objectives':[{'id':'o','behaviors':['B'],'target':1}] | /objectives/0/behaviors/0 | [a-z][a-z0-9-]*",
        "'objectives':[{'id':'o','behaviors':['1b'],'target':1}] | /objectives/0/behaviors/0 | [a-z][a-z0-9-]*",
        "'objectives':[{'id':'o','behaviors':[null],'target':1}] | /objectives/0/behaviors/0 | [a-z][a-z0-9-]*",
        "'objectives':[{'id':'o','behaviors':['b','b'],'target':1}] | /objectives/0/behaviors/1 | only once",
        "'objectives':[{'id':'o','behaviors':['claim'],'target':1}] | /objectives/0/behaviors/0 | reserved",
        "'objectives':[{'id':'o','behaviors':['b'],'filter':'event','target':1}] | /objectives/0/filter | type bool",
        "'objectives':[{'id':'o','behaviors':['b'],'filter':true,'target':1}] | /objectives/0/filter | a condition",
        "'objectives':[{'id':'o','behaviors':['b'],'aggregation':'COUNT','target':1}] | /objectives/0/aggregation | an object",
        "'objectives':[{'id':'o','behaviors':['b'],'aggregation':{'function':'AVG'},'target':1}] | /objectives/0/aggregation/function | one of COUNT, SUM, MAX, COUNT_DISTINCT, STREAK",
        "'objectives':[{'id':'o','behaviors':['b'],'aggregation':{'function':'SUM'},'target':1}] | /objectives/0/aggregation/field | dotted path",
        "'objectives':[{'id':'o','behaviors':['b'],'aggregation':{'function':'SUM','field':'a..b'},'target':1}] | /objectives/0/aggregation/field | dotted path",
        "'objectives':[{'id':'o','behaviors':['b'],'aggregation':{'function':'SUM','field':'.a'},'target':1}] | /objectives/0/aggregation/field | dotted path",
        "'objectives':[{'id':'o','behaviors':['b'],'aggregation':{'function':'SUM','field':''},'target':1}] | /objectives/0/aggregation/field | dotted path",
        "'objectives':[{'id':'o','behaviors':['b'],'aggregation':{'field':'a'},'target':1}] | /objectives/0/aggregation/field | COUNT uses none",
        "'objectives':[{'id':'o','behaviors':['b'],'aggregation':{'unit':'DAY'},'target':1}] | /objectives/0/aggregation/unit | STREAK",
        "'objectives':[{'id':'o','behaviors':['b'],'aggregation':{'freezes':1},'target':1}] | /objectives/0/aggregation/freezes | STREAK",
        "'objectives':[{'id':'o','behaviors':['b']}] | /objectives/0/target | above 0",
        "'objectives':[{'id':'o','behaviors':['b'],'target':0}] | /objectives/0/target | above 0",
        "'objectives':[{'id':'o','behaviors':['b'],'target':-0.5}] | /objectives/0/target | above 0",
        "'objectives':[{'id':'o','behaviors':['b'],'target':'3'}] | /objectives/0/target | above 0",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1e31}] | /objectives/0/target | at most 38 digits",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1e-31}] | /objectives/0/target | at most 38 digits",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1.23456789012345678901234567890123456789}] | /objectives/0/target | at most 38 digits",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1,'goal':1}] | /objectives/0/goal | one of the fields id, behaviors",
        "'completion':'SOME'                     | /completion          | one of ALL, ANY, SEQUENCE",
        "'period':'DAY'                          | /period              | an object",
        "'period':{'unit':'YEAR'}                | /period/unit         | one of NONE, DAY, WEEK, MONTH",
        "'period':{'zone':'+08:00'}              | /period/zone         | IANA",
        "'period':{'zone':'UTC+8'}               | /period/zone         | IANA",
        "'period':{'zone':'Mars/Base'}           | /period/zone         | IANA",
        "'period':{'zone':8}                     | /period/zone         | IANA",
        "'period':{'dayStart':'4:00'}            | /period/dayStart     | HH:mm",
        "'period':{'dayStart':'24:00'}           | /period/dayStart     | HH:mm",
        "'period':{'dayStart':'04:00:00'}        | /period/dayStart     | HH:mm",
        "'period':{'dayStart':4}                 | /period/dayStart     | HH:mm",
        "'period':{'allowedLateness':'-PT2H'}    | /period/allowedLateness | ISO 8601",
        "'period':{'allowedLateness':'PT-2H'}    | /period/allowedLateness | ISO 8601",
        "'period':{'allowedLateness':'2h'}       | /period/allowedLateness | ISO 8601",
        "'period':{'allowedLateness':'P1M'}      | /period/allowedLateness | ISO 8601",
        "'period':{'allowedLateness':'P'}        | /period/allowedLateness | ISO 8601",
        "'period':{'allowedLateness':'P4000D'}   | /period/allowedLateness | P3660D",
        "'period':{'allowedLateness':'P999999999W'} | /period/allowedLateness | P3660D",
        "'period':{'allowedLateness':'PT99999999999999999999S'} | /period/allowedLateness | ISO 8601",
        "'period':{'allowedLateness':7200}       | /period/allowedLateness | ISO 8601",
        "'recurrence':'ONCE'                     | /recurrence          | an object",
        "'recurrence':{'policy':'DAILY'}         | /recurrence/policy   | one of ONCE, PER_PERIOD, REPEAT",
        "'recurrence':{'maxCompletions':2}       | /recurrence/maxCompletions | belongs to the policy REPEAT",
        "'recurrence':{'policy':'ONCE','maxCompletions':2} | /recurrence/maxCompletions | REPEAT",
        "'recurrence':{'policy':'REPEAT','maxCompletions':0} | /recurrence/maxCompletions | whole number from 1",
        "'recurrence':{'policy':'REPEAT','maxCompletions':1.5} | /recurrence/maxCompletions | whole number from 1",
        "'tiers':{}                              | /tiers               | an array",
        "'tiers':[{'target':1}]                  | /objectives/0/target | no target",
        "'limits':{} | /limits | an array",
        "'limits':[{'entity':'USER','per':'DAY','limit':1}] | /limits/0/metric | one of COMPLETIONS, AMOUNT",
        "'limits':[{'entity':'USER','metric':'COMPLETIONS','limit':1}] | /limits/0/per | one of DAY, WEEK, MONTH, TOTAL",
        "'limits':[{'entity':'USER','metric':'COMPLETIONS','per':'DAY'}] | /limits/0/limit | a number",
        "'limits':[{'entity':'ALL','metric':'COMPLETIONS','per':'DAY','limit':1}] | /limits/0/entity | one of USER, TASK",
        "'rewards':[{'rewardId':'r','type':'X'}],'limits':[{'entity':'USER','metric':'AMOUNT','rewardId':'r','per':'DAY','limit':1}] | /limits/0/metric | COMPLETIONS, the metric of users",
        "'limits':[{'entity':'USER','metric':'AMOUNT','per':'DAY','limit':1}] | /limits/0/metric | COMPLETIONS, the metric of users",
        "'limits':[{'entity':'USER','metric':'COMPLETIONS','per':'HOUR','limit':1}] | /limits/0/per | one of DAY",
        "'limits':[{'entity':'USER','metric':'COMPLETIONS','per':'DAY','limit':0}] | /limits/0/limit | whole number from 1",
        "'limits':[{'entity':'USER','metric':'COMPLETIONS','per':'DAY','limit':1.5}] | /limits/0/limit | whole number from 1",
        "'limits':[{'entity':'TASK','metric':'COMPLETIONS','per':'DAY','limit':-1}] | /limits/0/limit | whole number from 0",
        "'limits':[{'entity':'TASK','metric':'COMPLETIONS','per':'DAY','limit':0.5}] | /limits/0/limit | whole number from 0",
        "'limits':[{'entity':'TASK','metric':'COMPLETIONS','rewardId':'r','per':'DAY','limit':1}] | /limits/0/rewardId | belongs to the metric AMOUNT",
        "'limits':[{'entity':'TASK','metric':'AMOUNT','per':'DAY','limit':1}] | /limits/0/rewardId | the rewardId of one of",
        "'limits':[{'entity':'TASK','metric':'AMOUNT','rewardId':'none','per':'DAY','limit':1}] | /limits/0/rewardId | the rewardId of one of",
        "'rewards':[{'rewardId':'r','type':'X'}],'limits':[{'entity':'TASK','metric':'AMOUNT','rewardId':'r','per':'DAY','limit':-0.1}] | /limits/0/limit | not negative",
        "'limits':[{'entity':'USER','metric':'COMPLETIONS','per':'DAY','limit':1},{'entity':'USER','metric':'COMPLETIONS','per':'DAY','limit':2}] | /limits/1 | only once",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1,'aggregation':{'function':'STREAK'}}] | /objectives/0/aggregation/unit | one of DAY, WEEK",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1,'aggregation':{'function':'STREAK','unit':'MONTH'}}] | /objectives/0/aggregation/unit | one of DAY, WEEK",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1,'aggregation':{'function':'STREAK','unit':'DAY','freezes':-1}}] | /objectives/0/aggregation/freezes | whole number from 0",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1,'aggregation':{'function':'STREAK','unit':'DAY','field':'a'}}] | /objectives/0/aggregation/field | STREAK uses none",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1,'aggregation':{'function':'MAX'}}] | /objectives/0/aggregation/field | for MAX",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1,'aggregation':{'function':'STREAK','unit':'DAY'}}],'period':{'unit':'DAY'} | /period/unit | longer than a DAY",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1,'aggregation':{'function':'STREAK','unit':'WEEK'}}],'period':{'unit':'WEEK'} | /period/unit | longer than a WEEK",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1,'frequencyLimit':5}] | /objectives/0/frequencyLimit | an object",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1,'frequencyLimit':{'per':'DAY'}}] | /objectives/0/frequencyLimit/limit | whole number from 1",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1,'frequencyLimit':{'limit':0,'per':'DAY'}}] | /objectives/0/frequencyLimit/limit | whole number from 1",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1,'frequencyLimit':{'limit':1,'per':'MONTH'}}] | /objectives/0/frequencyLimit/per | one of HOUR, DAY, WEEK",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1,'cancelBehaviors':['c']}] | /objectives/0/cancelKey | by which COUNT finds",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1,'cancelBehaviors':['b'],'cancelKey':'k'}] | /objectives/0/cancelBehaviors/0 | not among the behaviors",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1,'cancelBehaviors':['claim'],'cancelKey':'k'}] | /objectives/0/cancelBehaviors/0 | claim is reserved",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1,'cancelBehaviors':['c','c'],'cancelKey':'k'}] | /objectives/0/cancelBehaviors/1 | only once",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1,'cancelBehaviors':['C'],'cancelKey':'k'}] | /objectives/0/cancelBehaviors/0 | a behavior",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1,'cancelBehaviors':['c'],'cancelKey':'a..b'}] | /objectives/0/cancelKey | separated by dots",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1,'cancelKey':'c'}] | /objectives/0/cancelKey | belongs to cancelBehaviors",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1,'cancelBehaviors':['c'],'aggregation':{'function':'SUM','field':'a'}}] | /objectives/0/cancelKey | by which SUM finds",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1,'cancelBehaviors':['c'],'aggregation':{'function':'STREAK','unit':'DAY'}}] | /objectives/0/cancelKey | by which STREAK finds",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1,'cancelBehaviors':['c'],'aggregation':{'function':'MAX','field':'a'}}] | /objectives/0/cancelBehaviors | a MAX cannot be undone",
        "'objectives':[{'id':'o','behaviors':['b'],'target':1,'cancelBehaviors':['c'],'cancelKey':'k','aggregation':{'function':'COUNT_DISTINCT','field':'a'}}] | /objectives/0/cancelKey | COUNT_DISTINCT cancels by",
        "'clawback':'FULL','recurrence':{'policy':'REPEAT'} | /clawback | as the task repeats",
        "'rewards':[{'rewardId':'r','type':'X','claimWithin':'P1D'}] | /rewards/0/claimWithin | belongs to the delivery CLAIM",
        "'rewards':[{'rewardId':'r','type':'X','delivery':'CLAIM','claimWithin':'P1M'}] | /rewards/0/claimWithin | ISO 8601",
        "'rewards':[{'rewardId':'r','type':'X','delivery':'CLAIM','claimWithin':'PT0S'}] | /rewards/0/claimWithin | above zero",
        "'rewards':{}                            | /rewards             | an array",
        "'rewards':[null]                        | /rewards/0           | an object",
        "'rewards':['r']                         | /rewards/0           | an object",
        "'rewards':[{'type':'X'}]                | /rewards/0/rewardId  | an id",
        "'rewards':[{'rewardId':'','type':'X'}]  | /rewards/0/rewardId  | 1 to 128",
        "'rewards':[{'rewardId':'r'}]            | /rewards/0/type      | a text",
        "'rewards':[{'rewardId':'r','type':''}]  | /rewards/0/type      | 1 to 128",
        "'rewards':[{'rewardId':'r','type':'X'},{'rewardId':'r','type':'X'}] | /rewards/1/rewardId | only once",
        "'rewards':[{'rewardId':'r','type':'X','amount':0}] | /rewards/0/amount | above 0",
        "'rewards':[{'rewardId':'r','type':'X','amount':'1'}] | /rewards/0/amount | above 0",
        "'rewards':[{'rewardId':'r','type':'X','delivery':'MAIL'}] | /rewards/0/delivery | AUTO",
        "'rewards':[{'rewardId':'r','type':'X','attributes':[]}] | /rewards/0/attributes | an object",
        "'rewards':[{'rewardId':'r','type':'X','attributes':{'n':[1e50]}}] | /rewards/0/attributes/n/0 | at most 38 digits",
        "'rewards':[{'rewardId':'r','type':'X','attributes':{'s':'\\ud800'}}] | /rewards/0/attributes/s | surrogate",
        "'clawback':'HALF'                       | /clawback            | NONE",
        "'changePolicy':'MIGRATE'                | /changePolicy        | an object",
        "'changePolicy':{'inFlight':'KEEP'}      | /changePolicy/inFlight | MIGRATE",
        "'a/b~c':1                               | /a~1b~0c             | one of the fields taskId",
        "'Status':'ACTIVE'                       | /Status              | perhaps 'status'",
        "'unknown':null                          | /unknown             | one of the fields taskId",
        "'status':'ACTIVE','status':'PAUSED'     | /status              | each field once",
        "'rewards':[{'rewardId':'r','type':'X','attributes':{'a':1,'a':1}}] | /rewards/0/attributes/a | each field once",
      })
  void isRefused(String fields, String pointer, String expected) {
    assertRefused(document(fields), pointer, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0007',
      value = {
        "'tiers':[{'target':3},{'target':3}]     | /tiers/1/target      | above 3",
        "'tiers':[{'target':3},{'target':2}]     | /tiers/1/target      | above 3",
        "'tiers':[{'target':0}]                  | /tiers/0/target      | above 0",
        "'tiers':[{}]                            | /tiers/0/target      | above 0",
        "'tiers':[7]                             | /tiers/0             | an object",
        "'tiers':[null]                          | /tiers/0             | an object",
        "'tiers':[{'target':3,'reward':[]}]      | /tiers/0/reward      | perhaps 'rewards'",
        "'tiers':[{'target':3,'rewards':[{'rewardId':'a','type':'X'}]},{'target':4,'rewards':[{'rewardId':'a','type':'X'}]}] | /tiers/1/rewards/0/rewardId | only once in all tiers",
        "'tiers':[{'target':3}],'rewards':[{'rewardId':'a','type':'X'}] | /rewards | no rewards of the task",
        "'tiers':[{'target':3}],'recurrence':{'policy':'REPEAT'} | /recurrence/policy | ONCE or PER_PERIOD",
      })
  void tiersAreRefused(String fields, String pointer, String expected) {
    assertRefused(
        Fixtures.json(
            "{'taskId':'t','version':1,'objectives':[{'id':'o','behaviors':['b']}],"
                + fields
                + "}"),
        pointer,
        expected);
  }

  @Test
  void aTaskWithTiersHasOneObjective() {
    assertRefused(
        Fixtures.json(
            "{'taskId':'t','version':1,'tiers':[{'target':1}],'objectives':["
                + "{'id':'o','behaviors':['b']},{'id':'p','behaviors':['b']}]}"),
        "/objectives",
        "one objective");
  }

  @Test
  void aTaskHasAtMostTwentyObjectives() {
    StringBuilder objectives = new StringBuilder();
    for (int i = 0; i <= 20; i++) {
      objectives.append("{'id':'o%d','behaviors':['b'],'target':1},".formatted(i));
    }
    objectives.setLength(objectives.length() - 1);
    assertRefused(document("'objectives':[" + objectives + "]"), "/objectives", "1 to 20");
  }

  @Test
  void aNumberOfManyDigitsIsRefusedQuickly() {
    assertRefused(document("'version':" + "7".repeat(200_000)), "/version", "at most 38 digits");
  }

  private static String document(String fields) {
    StringBuilder document = new StringBuilder("{");
    String good =
        "'taskId':'t';'version':1;'objectives':[{'id':'o','behaviors':['comment'],'target':3}]";
    for (String field : good.split(";", -1)) {
      String name = field.substring(0, field.indexOf(':'));
      if (!fields.startsWith(name)) {
        document.append(field).append(',');
      }
    }
    return Fixtures.json(document + fields + "}");
  }

  private static void assertRefused(String document, String pointer, String expected) {
    List<ParsedDocument> documents = Fixtures.parse(document);
    assertThat(documents).hasSize(1);
    assertThat(documents.get(0).task()).isNull();
    assertThat(documents.get(0).violations()).hasSize(1);
    Violation violation = documents.get(0).violations().get(0);
    assertThat(violation.pointer()).isEqualTo(pointer);
    assertThat(violation.expected()).contains(Fixtures.json(expected));
    assertThat(violation.found()).isNotEmpty().hasSizeLessThan(400);
  }
}
