package io.renwu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.Drawn;
import io.renwu.catalog.TaskCatalog;
import io.renwu.codec.EventCodec;
import io.renwu.codec.OutputJson;
import io.renwu.codec.OutputReader;
import io.renwu.codec.ParsedEvent;
import io.renwu.codec.UserStateCodec;
import io.renwu.document.ParsedDocument;
import io.renwu.document.TaskDocuments;
import io.renwu.model.Decision;
import io.renwu.model.DecisionLevel;
import io.renwu.model.Grant;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Records that were damaged by chance on their way through reader, engine and writers: each is a
 * dead letter that names place, found and expected, or an event that is decided.
 */
class MutatedEventsTest {
  private static final int EVENTS = 50_000;
  private static final long SEED = 20261127;
  private static final int USERS_EVENTS = 200;

  private static final List<String> RECORDS =
      List.of(
          """
          {"eventId":"e-81","userId":"u-7","behavior":"comment","time":"2026-11-22T09:00:00+08:00",\
          "timezone":"Asia/Shanghai","attributes":{"objectId":"v-55","amount":19.90,"text":"abcdef"}}\
          """,
          """
          {"eventId":"e-2","userId":"u-7","behavior":"order","time":1795309200000,\
          "receivedAt":"2026-11-22T01:00:00.123456789Z","attributes":{"objectId":1,"amount":1e1,"n":{"x":-0.5}}}\
          """,
          """
          {"eventId":"e-3","userId":"u-7","behavior":"undo","time":"2026-11-22T10:00:00Z",\
          "attributes":{"objectId":"v-55","originalTime":"2026-11-21T10:00:00Z"}}\
          """,
          """
          {"eventId":"e-4","userId":"u-7","behavior":"claim","time":"2026-11-22T11:00:00Z",\
          "attributes":{"taskId":"sum","rewardId":"c","period":"2026-11-22"}}\
          """);

  private static final String TASKS =
      """
      [{"taskId": "distinct", "version": 1, "clawback": "FULL",
        "objectives": [{"id": "o", "behaviors": ["comment"], "cancelBehaviors": ["undo"], "target": 2,
          "filter": "size(event.attributes.text) >= 5 || event.attributes.amount > 1.0",
          "aggregation": {"function": "COUNT_DISTINCT", "field": "objectId"}}],
        "period": {"unit": "DAY", "zone": "USER", "dayStart": "04:00", "allowedLateness": "PT2H"}},
       {"taskId": "sum", "version": 1, "recurrence": {"policy": "REPEAT"}, "period": {"unit": "DAY"},
        "objectives": [{"id": "o", "behaviors": ["comment", "order"], "cancelBehaviors": ["undo"],
          "cancelKey": "objectId", "target": 7.5, "aggregation": {"function": "SUM", "field": "amount"}}],
        "limits": [{"entity": "USER", "metric": "COMPLETIONS", "per": "WEEK", "limit": 500}],
        "rewards": [{"rewardId": "c", "type": "COUPON", "delivery": "CLAIM", "claimWithin": "P1D"}]},
       {"taskId": "streak", "version": 1,
        "objectives": [{"id": "o", "behaviors": ["order"], "target": 3,
          "aggregation": {"function": "STREAK", "unit": "DAY", "freezes": 1}}]},
       {"taskId": "max", "version": 1, "period": {"unit": "MONTH", "zone": "USER"},
        "objectives": [{"id": "o", "behaviors": ["order"], "frequencyLimit": {"limit": 9, "per": "HOUR"},
          "aggregation": {"function": "MAX", "field": "n.x"}}],
        "tiers": [{"target": 1}, {"target": 10, "rewards": [{"rewardId": "b", "type": "BADGE"}]}]}]\
      """;

  private static final byte[] TOKENS =
      "{}[]\",:\\0123456789.eE+-tfnuZz \u0000".getBytes(StandardCharsets.UTF_8);

  private final EventCodec codec = new EventCodec(EventCodec.DEFAULT_MAX_AHEAD);
  private final TaskEngine engine = new TaskEngine(EngineSettings.DEFAULTS, DecisionLevel.ALL);
  private final TaskCatalog tasks = tasks();

  private static TaskCatalog tasks() {
    TaskCatalog catalog = TaskCatalog.empty();
    for (ParsedDocument document : TaskDocuments.parse(TASKS.getBytes(StandardCharsets.UTF_8))) {
      assertThat(document.violations()).isEmpty();
      catalog = catalog.offer(document.task()).catalog();
    }
    return catalog;
  }

  @Test
  void eachIsAnswered() {
    long seed = Drawn.seed(SEED);
    Random random = new Random(seed);
    int events = Drawn.count("events", EVENTS);
    int usable = 0;
    int decided = 0;
    UserState state = UserState.empty();
    HeldApart sets = new HeldApart();
    for (int i = 0; i < events; i++) {
      byte[] record = mutated(random);
      String what = "seed " + seed + ", record " + i + ": ";
      try {
        ParsedEvent parsed = codec.parseLine(record);
        if (!parsed.usable()) {
          assertThat(parsed.deadLetter().reason()).isNotNull();
          assertThat(parsed.deadLetter().detail()).contains("found ", "expected ");
          continue;
        }
        usable++;
        EventOutcome outcome = engine.decide(state, parsed.event(), tasks, sets);
        state = outcome.state();
        sets.apply(outcome.sets());
        decided += outcome.decisions().size();
        for (Decision decision : outcome.decisions()) {
          assertThat(OutputJson.decision(decision)).isNotEmpty();
        }
        for (Grant grant : outcome.grants()) {
          assertThat(OutputReader.grant(OutputJson.grant(grant))).isEqualTo(grant);
        }
        if (i % USERS_EVENTS == 0) {
          assertThat(UserStateCodec.decode(UserStateCodec.encode(state))).isEqualTo(state);
          state = UserState.empty();
          sets = new HeldApart();
        }
      } catch (RuntimeException | StackOverflowError | AssertionError failure) {
        throw new AssertionError(what + new String(record, StandardCharsets.UTF_8), failure);
      }
    }
    assertThat(usable).as("records that are still events").isBetween(events / 100, events);
    assertThat(decided).as("decisions").isPositive();
  }

  private static byte[] mutated(Random random) {
    byte[] bytes = RECORDS.get(random.nextInt(RECORDS.size())).getBytes(StandardCharsets.UTF_8);
    for (int edits = random.nextInt(4); edits > 0; edits--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = TOKENS[random.nextInt(TOKENS.length)];
        case 2 -> bytes = random.nextInt(8) == 0 ? Arrays.copyOf(bytes, Math.max(1, at)) : bytes;
        case 3 -> bytes[at] = (byte) ('0' + random.nextInt(10));
        default -> bytes = Drawn.doubled(bytes, at, random.nextInt(12));
      }
    }
    return bytes;
  }
}
