package io.renwu.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.AllocatedBytes;
import io.renwu.catalog.TaskCatalog.Offer;
import io.renwu.condition.EventFacts;
import io.renwu.document.Fixtures;
import io.renwu.model.Audience;
import io.renwu.model.DecisionLevel;
import io.renwu.model.Event;
import io.renwu.model.Task;
import io.renwu.violation.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskCatalogTest {
  private static final String TIERED =
      "{'taskId':'t','version':%d,'objectives':[{'id':'o','behaviors':['comment']}],'tiers':[%s]}";

  private static TaskCatalog catalog(Task... tasks) {
    TaskCatalog catalog = TaskCatalog.empty();
    for (Task task : tasks) {
      Offer offer = catalog.offer(task);
      assertThat(offer.violations()).isEmpty();
      assertThat(offer.outcome()).isEqualTo(Offer.Outcome.ACCEPTED);
      catalog = offer.catalog();
    }
    return catalog;
  }

  private static Task task(String taskId, int version, String more) {
    return Fixtures.task(taskId, version, Fixtures.json(more));
  }

  private static Task tiered(int version, String tiers) {
    return Fixtures.task(Fixtures.json(TIERED.formatted(version, tiers)));
  }

  private static List<String> governing(TaskCatalog catalog, String behavior, String time) {
    Event event = Fixtures.event(behavior, Instant.parse(time), Map.of());
    return catalog.candidates(new EventFacts(event), DecisionLevel.ALL, UserFacts.NEWCOMER).stream()
        .map(Candidate::governing)
        .map(t -> t.task().taskId() + "/" + t.task().version())
        .toList();
  }

  private static void assertRejected(TaskCatalog catalog, Task task, String pointer) {
    Offer offer = catalog.offer(task);
    assertThat(offer.outcome()).isEqualTo(Offer.Outcome.REJECTED);
    assertThat(offer.catalog()).isSameAs(catalog);
    assertThat(offer.violations()).extracting(Violation::pointer).containsExactly(pointer);
  }

  @Test
  void theSameVersionAgainChangesNothing() {
    TaskCatalog catalog = catalog(task("t", 1, ""), task("t", 2, "'name':'two'"));
    for (Task again : List.of(task("t", 1, ""), task("t", 2, "'name':'two'"))) {
      Offer offer = catalog.offer(again);
      assertThat(offer.outcome()).isEqualTo(Offer.Outcome.UNCHANGED);
      assertThat(offer.catalog()).isSameAs(catalog);
      assertThat(offer.violations()).isEmpty();
    }
  }

  @Test
  void nothingIsLeftOfATaskThatIsDroppedButThatItWas() {
    Task claimed = task("t", 2, "'rewards':[{'rewardId':'r','type':'BADGE','delivery':'CLAIM'}]");
    TaskCatalog before = catalog(task("t", 1, ""), claimed, task("u", 1, ""));
    String behavior = claimed.objectives().get(0).behaviors().iterator().next();
    assertThat(before.size()).isEqualTo(3);
    assertThat(before.hasClaims()).isTrue();
    TaskCatalog after = before.without("t");
    assertThat(after.size()).isEqualTo(1);
    assertThat(after.hasClaims()).isFalse();
    assertThat(after.knows("t")).isFalse();
    assertThat(after.dropped()).containsExactly("t");
    assertThat(governing(after, behavior, "2026-11-22T12:00:00Z")).containsExactly("u/1");
    TaskCatalog none = after.without("u");
    assertThat(none.names(behavior)).isFalse();
    TaskCatalog again = none.offer(task("t", 1, "'name':'other'")).catalog();
    assertThat(again.isDropped("t")).isFalse();
    assertThat(again.dropped()).containsExactly("u");
    assertThat(governing(again, behavior, "2026-11-22T12:00:00Z")).containsExactly("t/1");
    assertThat(before.size()).as("a catalog never changes").isEqualTo(3);
  }

  @Test
  void versionsOnlyGrowAndNeverChange() {
    TaskCatalog catalog = catalog(task("t", 3, ""), task("t", 5, ""));
    assertRejected(catalog, task("t", 5, "'name':'other'"), "/version");
    assertRejected(catalog, task("t", 3, "'name':'other'"), "/version");
    assertRejected(catalog, task("t", 4, ""), "/version");
    assertRejected(catalog, task("t", 1, ""), "/version");
    assertThat(catalog.offer(task("u", 1, "")).outcome()).isEqualTo(Offer.Outcome.ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0007',
      value = {
        "'name':'a'                          | 'period':{'unit':'DAY'}         | /period/unit",
        "'period':{'unit':'DAY'}             | 'period':{'unit':'WEEK'}        | /period/unit",
        "'name':'a'                          | 'recurrence':{'policy':'ONCE'}  |"
            + " /recurrence/policy",
      })
  void anotherKindOfTaskIsRejected(String before, String after, String pointer) {
    assertRejected(catalog(task("t", 1, before)), task("t", 2, after), pointer);
  }

  @Test
  void tiersAreNeitherTakenAwayNorTradedForATarget() {
    TaskCatalog two = catalog(tiered(1, "{'target':1},{'target':5}"));
    assertRejected(two, tiered(2, "{'target':5}"), "/tiers");
    assertRejected(two, task("t", 2, ""), "/tiers");
    assertRejected(catalog(task("t", 1, "")), tiered(2, "{'target':3}"), "/tiers");
    assertThat(two.offer(tiered(2, "{'target':2},{'target':4},{'target':9}")).outcome())
        .isEqualTo(Offer.Outcome.ACCEPTED);
  }

  @Test
  void whatMayChangeIsAccepted() {
    catalog(
        task("t", 1, "'period':{'unit':'DAY'},'recurrence':{'policy':'REPEAT','maxCompletions':2}"),
        task(
            "t",
            9,
            "'period':{'unit':'DAY','zone':'Asia/Tokyo','dayStart':'04:00'},"
                + "'recurrence':{'policy':'REPEAT'},'status':'PAUSED','completion':'ANY'"));
  }

  @Test
  void theHighestVersionInEffectGoverns() {
    TaskCatalog catalog =
        catalog(
            task("t", 1, "'effectiveAt':'2026-01-10T00:00:00Z'"),
            task("t", 2, "'effectiveAt':'2026-01-20T00:00:00Z'"),
            task("t", 3, "'effectiveAt':'2026-01-15T00:00:00Z'"));
    assertThat(governing(catalog, "comment", "2026-01-09T23:59:59.999Z")).isEmpty();
    assertThat(governing(catalog, "comment", "2026-01-10T00:00:00Z")).containsExactly("t/1");
    assertThat(governing(catalog, "comment", "2026-01-15T00:00:00Z")).containsExactly("t/3");
    assertThat(governing(catalog, "comment", "2026-01-21T00:00:00Z")).containsExactly("t/3");
    assertThat(catalog.names("comment")).isTrue();
    assertThat(catalog.names("login")).isFalse();
    assertThat(governing(catalog, "login", "2026-01-21T00:00:00Z")).isEmpty();
  }

  @Test
  void onlyTheGoverningVersionsBehaviorsCountAndArchivedVersionsAreSilent() {
    String objectives =
        "{'taskId':'%s','version':%d,'status':'%s','effectiveAt':%d,'objectives':"
            + "[{'id':'o','behaviors':['%s'],'target':1}]}";
    TaskCatalog catalog =
        catalog(
            Fixtures.task(Fixtures.json(objectives.formatted("b", 1, "ACTIVE", 0, "login"))),
            Fixtures.task(Fixtures.json(objectives.formatted("b", 2, "PAUSED", 1000, "comment"))),
            Fixtures.task(Fixtures.json(objectives.formatted("a", 1, "ACTIVE", 0, "login"))),
            Fixtures.task(Fixtures.json(objectives.formatted("a", 2, "ARCHIVED", 2000, "login"))));
    assertThat(governing(catalog, "login", "1970-01-01T00:00:00Z")).containsExactly("a/1", "b/1");
    assertThat(governing(catalog, "login", "1970-01-01T00:00:01Z")).containsExactly("a/1");
    assertThat(governing(catalog, "comment", "1970-01-01T00:00:01Z")).containsExactly("b/2");
    assertThat(governing(catalog, "login", "1970-01-01T00:00:02Z")).isEmpty();
    assertThat(catalog.names("login")).isTrue();
    assertThat(catalog.names("comment")).isTrue();
  }

  @Test
  void listsAndFindsEveryVersionInOrder() {
    Task b1 = task("b", 1, "");
    Task a3 = task("a", 3, "");
    Task b2 = task("b", 2, "");
    TaskCatalog catalog = catalog(b1, a3, b2);
    assertThat(catalog.tasks()).containsExactly(a3, b1, b2);
    assertThat(catalog.version("b", 1).task()).isEqualTo(b1);
    assertThat(catalog.version("b", 3)).isNull();
    assertThat(catalog.version("c", 1)).isNull();
    assertThat(TaskCatalog.empty().tasks()).isEmpty();
  }

  @Test
  void anOldSnapshotStaysAsItWas() {
    TaskCatalog before = catalog(task("t", 1, ""));
    catalog(task("t", 1, ""), task("t", 2, ""), task("u", 1, ""));
    TaskCatalog after = before.offer(task("t", 2, "")).catalog();
    assertThat(governing(before, "comment", "2026-01-01T00:00:00Z")).containsExactly("t/1");
    assertThat(governing(after, "comment", "2026-01-01T00:00:00Z")).containsExactly("t/2");
  }

  @Test
  void aTaskWhoseConditionDoesNotCompileIsRejected() {
    Task bad = task("t", 1, "").but().audience(new Audience("event.foo", null)).build();
    assertRejected(TaskCatalog.empty(), bad, "/audience/filter");
  }

  @Test
  void asksFilterAndRollout() {
    String audience =
        "'audience':{'filter':'event.attributes.n > 1','rollout':{'percent':%s,'salt':'c3'}}";
    Event event = Fixtures.event("comment", Fixtures.NOON, Map.of("n", new BigDecimal("2")));
    // CRC-32 of "c3:u-7" is 2350404511, and 2350404511 mod 10000 is 4511.
    CompiledTask in = catalog(task("t", 1, audience.formatted("45.12"))).version("t", 1);
    CompiledTask out = catalog(task("t", 1, audience.formatted("45.11"))).version("t", 1);
    assertThat(in.audienceAccepts(new EventFacts(event))).isTrue();
    assertThat(out.audienceAccepts(new EventFacts(event))).isFalse();
    Event other = Fixtures.event("comment", Fixtures.NOON, Map.of());
    EventFacts facts = new EventFacts(other);
    assertThat(in.audienceAccepts(facts)).isFalse();
    assertThat(facts.failedConditions()).isEqualTo(1);
    assertThat(in.objectiveAccepts(0, facts)).isTrue();
  }

  @Test
  void aTaskCostsNoMoreThanInProportionToThoseBeforeIt() {
    List<Task> tasks =
        IntStream.range(0, 10_000)
            .mapToObj(i -> task("task-" + (i * 7919L) % 10_000, 1, ""))
            .toList();
    TaskCatalog catalog = TaskCatalog.empty();
    long[] allocated = new long[10];
    for (int i = 0; i < tasks.size(); i++) {
      long before = AllocatedBytes.ofThisThread();
      catalog = catalog.offer(tasks.get(i)).catalog();
      allocated[i / 1000] += AllocatedBytes.ofThisThread() - before;
    }
    assertThat(catalog.tasks()).hasSize(10_000);
    // In proportion it would be 6.3 times as much.
    assertThat(allocated[9]).isLessThan(10 * allocated[1]);
  }
}
