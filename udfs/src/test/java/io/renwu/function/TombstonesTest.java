package io.renwu.function;

import static io.renwu.function.Documents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.function.OutputRecord.Output;
import io.renwu.model.DecisionLevel;
import io.renwu.model.Event;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the compacted stream of progress is told when the state of a period is dropped. */
class TombstonesTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private static final String DAILY =
      """
      {"taskId": "daily", "version": 1, %s
       "objectives": [{"id": "o", "behaviors": ["comment"], "target": 2}],
       "period": {"unit": "DAY", "allowedLateness": "PT2H"}}\
      """;

  private static final List<String> TASKS =
      List.of(
          DAILY.formatted(""),
          """
          {"taskId": "weekly", "version": 1,
           "objectives": [{"id": "o", "behaviors": ["comment"], "target": 9}],
           "period": {"unit": "WEEK"}}\
          """,
          """
          {"taskId": "monthly", "version": 1,
           "objectives": [{"id": "o", "behaviors": ["comment"], "target": 9}],
           "period": {"unit": "MONTH", "zone": "USER"}}\
          """,
          """
          {"taskId": "once", "version": 1, "recurrence": {"policy": "ONCE"},
           "objectives": [{"id": "o", "behaviors": ["comment"], "target": 3}],
           "period": {"unit": "DAY"}}\
          """,
          """
          {"taskId": "tried", "version": 1, "status": "SHADOW",
           "objectives": [{"id": "o", "behaviors": ["comment"], "target": 2}],
           "period": {"unit": "DAY"}}\
          """,
          """
          {"taskId": "undone", "version": 1,
           "objectives": [{"id": "o", "behaviors": ["comment"], "target": 9,
                           "cancelBehaviors": ["comment-deleted"], "cancelKey": "objectId"}],
           "period": {"unit": "DAY"}}\
          """,
          """
          {"taskId": "forever", "version": 1,
           "objectives": [{"id": "o", "behaviors": ["comment"], "target": 90}]}\
          """);

  private TaskFunctionHarness harness;

  @AfterEach
  void close() throws Exception {
    if (harness != null) {
      harness.close();
    }
  }

  @Test
  void aClosedPeriodEndsWithOneTombstone() throws Exception {
    open(DAILY.formatted(""));
    take("e-1", "u-1", NOON);
    assertThat(progress()).containsExactly("u-1/daily/2026-11-22");
    passes(Instant.parse("2026-11-23T01:59:59.998Z"));
    assertThat(tombstones()).isEmpty();
    passes(Instant.parse("2026-11-23T02:00:00Z"));
    assertThat(tombstones()).containsExactly("u-1/daily/2026-11-22");
    passes(Instant.parse("2027-01-01T00:00:00Z"));
    assertThat(tombstones()).hasSize(1);
  }

  /** A late event of a period that is gone, and paid nothing, begins it again. */
  @Test
  void aPeriodThatBeginsAgainEndsAgain() throws Exception {
    open(DAILY.formatted(""));
    take("e-1", "u-1", NOON);
    harness.barrier();
    passes(NOON.plus(Duration.ofDays(3)));
    harness.barrier();
    take("e-2", "u-1", NOON.plusSeconds(1));
    harness.barrier();
    passes(NOON.plus(Duration.ofDays(3)).plusSeconds(1));
    assertThat(progress()).hasSize(2);
    assertThat(tombstones()).containsExactly("u-1/daily/2026-11-22", "u-1/daily/2026-11-22");
    assertThat(last()).containsOnly(Map.entry("u-1/daily/2026-11-22", false));
  }

  @Test
  void theProgressOfAnArchivedTaskEndsWithItsState() throws Exception {
    open(DAILY.formatted(""));
    take("e-1", "u-1", NOON);
    harness.barrier();
    String archived = DAILY.replace("\"version\": 1", "\"version\": 2");
    harness.publish(new RuleUpdate("daily/2", archived.formatted("\"status\": \"ARCHIVED\",")));
    passes(NOON.plus(Duration.ofDays(2)));
    assertThat(tombstones()).containsExactly("u-1/daily/2026-11-22");
  }

  /** A receipt near the end of all numbers is no reason to fail, or to wake for ever. */
  @Test
  void aReceiptBeyondAllTimersIsTaken() throws Exception {
    open(TASKS.toArray(String[]::new));
    Instant end = Instant.ofEpochMilli(Long.MAX_VALUE);
    Event event = Event.of("e", "u-1", "comment", NOON).receivedAt(end).build();
    harness.take(event);
    assertThat(progress()).containsExactly("u-1/forever/-");
    passes(NOON.plus(Duration.ofDays(400)));
    assertThat(tombstones()).isEmpty();
  }

  /** Random events of some users over weeks, with a watermark that follows two days behind. */
  @Test
  void everyKeyOfADatedPeriodEndsOnceAndNoOtherDoes() throws Exception {
    open(TASKS.toArray(String[]::new));
    Random random = new Random(4);
    for (int hour = 0; hour < 24 * 50; hour++) {
      Instant now = NOON.plusMillis(hour * HOUR);
      if (random.nextInt(3) > 0) {
        boolean deletes = random.nextInt(8) == 0;
        take(
            "e-" + hour,
            "u-" + random.nextInt(4),
            deletes ? "comment-deleted" : "comment",
            now.minusMillis(random.nextInt((int) HOUR)),
            now);
      }
      passes(now.minus(Duration.ofDays(2)));
      if (hour % 5 == 0) {
        harness.barrier();
      }
    }
    assertThat(tombstones()).isNotEmpty();
    assertThat(progressAfterATombstone()).isEmpty();
    passes(NOON.plus(Duration.ofDays(400)));
    Map<String, Long> written = counts(progress());
    Map<String, Long> ended = counts(tombstones());
    assertThat(ended.keySet())
        .containsExactlyElementsOf(
            written.keySet().stream().filter(key -> !key.endsWith("/-")).toList());
    assertThat(ended.values()).containsOnly(1L);
    assertThat(ended.keySet()).anyMatch(key -> key.endsWith("/shadow"));
    assertThat(progressAfterATombstone()).isEmpty();
  }

  private List<String> progressAfterATombstone() throws Exception {
    Map<String, Boolean> ended = new HashMap<>();
    return records()
        .filter(
            record -> record.value() == null ? mark(ended, record) : ended.containsKey(key(record)))
        .filter(record -> record.value() != null)
        .map(TombstonesTest::key)
        .toList();
  }

  private static boolean mark(Map<String, Boolean> ended, OutputRecord record) {
    ended.put(key(record), true);
    return false;
  }

  private Map<String, Boolean> last() throws Exception {
    Map<String, Boolean> last = new TreeMap<>();
    records().forEach(record -> last.put(key(record), record.value() != null));
    return last;
  }

  private static Map<String, Long> counts(List<String> keys) {
    Map<String, Long> counts = new TreeMap<>();
    keys.forEach(key -> counts.merge(key, 1L, Long::sum));
    return counts;
  }

  /** All records, up to a barrier now. */
  private Stream<OutputRecord> records() throws Exception {
    harness.barrier();
    return harness.extractOutputValues().stream()
        .filter(record -> record.output() == Output.PROGRESS);
  }

  private List<String> progress() throws Exception {
    return records().filter(r -> r.value() != null).map(TombstonesTest::key).toList();
  }

  private List<String> tombstones() throws Exception {
    return records().filter(r -> r.value() == null).map(TombstonesTest::key).toList();
  }

  private static String key(OutputRecord record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  private void take(String eventId, String userId, Instant at) throws Exception {
    take(eventId, userId, "comment", at, at);
  }

  private void take(String eventId, String userId, String behavior, Instant time, Instant at)
      throws Exception {
    Event event =
        Event.of(eventId, userId, behavior, time)
            .attributes(Map.of("objectId", "v"))
            .receivedAt(at)
            .build();
    harness.take(event);
  }

  private void passes(Instant moment) throws Exception {
    harness.passes(moment);
  }

  private void open(String... documents) throws Exception {
    TaskTopicReader published = () -> Documents.accepted(documents);
    harness = new TaskFunctionHarness(DecisionLevel.OFF, published, FailureCounter.NONE).opened();
  }
}
