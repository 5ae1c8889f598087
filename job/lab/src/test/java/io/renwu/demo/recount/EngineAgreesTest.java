package io.renwu.demo.recount;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.catalog.TaskCatalog;
import io.renwu.catalog.TaskCatalog.Offer;
import io.renwu.codec.EventCodec;
import io.renwu.codec.OutputJson;
import io.renwu.codec.ParsedEvent;
import io.renwu.demo.traffic.TrafficGenerator;
import io.renwu.demo.traffic.TrafficRecord;
import io.renwu.document.ParsedDocument;
import io.renwu.document.TaskDocuments;
import io.renwu.document.TaskSetCheck;
import io.renwu.engine.EngineSettings;
import io.renwu.engine.EventOutcome;
import io.renwu.engine.TaskEngine;
import io.renwu.engine.UserState;
import io.renwu.model.Decision;
import io.renwu.model.DecisionCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares the engine with the recount on the same traffic. */
class EngineAgreesTest {
  private static final int RECORDS = 20_000;

  /** 2026-11-22, a Sunday: 15:59:30 UTC is just before Monday in Shanghai. */
  private static final long SUNDAY_NIGHT_MILLIS = 1_795_363_170_000L;

  @ParameterizedTest(name = "seed {0}, {1} users, a record each {2} ms, topics up to {3} ms late")
  @CsvSource({
    "1, 200, 3, 0",
    "2, 1000, 3, 9000",
    "3, 50, 10, 9000",
    "4, 300, 1000, 0",
    "5, 300, 20000, 5000",
  })
  void sameRewards(long seed, int users, long stepMillis, long topicDelayMillis) {
    List<TrafficRecord> traffic = play(seed, users, stepMillis);
    List<byte[]> grants = new ArrayList<>();
    Map<DecisionCode, Long> decisions = new HashMap<>();
    long deadLetters = runEngine(delayed(traffic, topicDelayMillis), grants, decisions);

    DueOutputs expectation = expect(traffic);
    RecountReport report = GrantComparison.of(expectation, grants, deadLetters, Set.of());
    assertThat(report.clean()).as(report.toString()).isTrue();
    assertThat(decisions.get(DecisionCode.DUPLICATE)).isEqualTo(expectation.duplicates());
    assertThat(deadLetters)
        .isEqualTo(traffic.stream().filter(TrafficRecord::broken).count())
        .isPositive();
    assertThat(report.paidByTask().keySet()).isEqualTo(catalogIds());
    assertThat(decisions.keySet())
        .containsAll(
            EnumSet.of(
                DecisionCode.NOT_IN_AUDIENCE,
                DecisionCode.LOCKED,
                DecisionCode.LATE,
                DecisionCode.ALREADY_COMPLETED,
                DecisionCode.FILTERED,
                DecisionCode.INVALID_FIELD,
                DecisionCode.NO_CHANGE,
                DecisionCode.COUNTED));
  }

  /** A short demonstration at a modest rate: 45 seconds, 200 records a second. */
  @Test
  void everySampleTaskPaysInADemonstration() {
    List<TrafficRecord> traffic = play(42, 500, 5).subList(0, 9_000);
    Map<String, Long> due = GrantComparison.of(expect(traffic), List.of(), 0, Set.of()).dueByTask();
    assertThat(due.keySet()).isEqualTo(catalogIds());
    assertThat(due.values()).allMatch(rewards -> rewards >= 5);
  }

  private static List<TrafficRecord> play(long seed, int users, long stepMillis) {
    TrafficGenerator generator = new TrafficGenerator(seed, users);
    List<TrafficRecord> traffic = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      traffic.add(generator.next(SUNDAY_NIGHT_MILLIS + i * stepMillis));
    }
    return traffic;
  }

  private static DueOutputs expect(List<TrafficRecord> traffic) {
    return new Recount(RecountSampleTasks.documents())
        .expect(
            traffic.stream()
                .map(sent -> new SentRecord(sent.behavior(), sent.value(), sent.timestampMillis()))
                .toList());
  }

  /** Delays each topic by another time, and keeps the order within a topic. */
  private static List<TrafficRecord> delayed(List<TrafficRecord> traffic, long mostMillis) {
    List<TrafficRecord> delayed = new ArrayList<>(traffic);
    delayed.sort(
        Comparator.comparingLong(
            record ->
                record.timestampMillis()
                    + Math.floorMod(record.behavior().hashCode(), 10) * mostMillis / 10));
    return delayed;
  }

  private static long runEngine(
      List<TrafficRecord> traffic, List<byte[]> grants, Map<DecisionCode, Long> decisions) {
    TaskCatalog catalog = catalog();
    EventCodec codec = new EventCodec(EventCodec.DEFAULT_MAX_AHEAD);
    TaskEngine engine = new TaskEngine(EngineSettings.DEFAULTS);
    Map<String, UserState> states = new HashMap<>();
    Map<String, Map<String, Long>> sets = new HashMap<>();
    long deadLetters = 0;
    for (TrafficRecord record : traffic) {
      ParsedEvent parsed =
          codec.parse(
              record.value(), record.behavior(), Instant.ofEpochMilli(record.timestampMillis()));
      if (parsed.usable()) {
        String userId = parsed.event().userId();
        UserState state = states.getOrDefault(userId, UserState.empty());
        Map<String, Long> members = sets.computeIfAbsent(userId, id -> new HashMap<>());
        EventOutcome outcome = engine.decide(state, parsed.event(), catalog, members::get);
        states.put(userId, outcome.state());
        members.putAll(outcome.sets().put());
        members.keySet().removeIf(outcome.sets()::drops);
        outcome.grants().forEach(grant -> grants.add(OutputJson.grant(grant)));
        for (Decision decision : outcome.decisions()) {
          decisions.merge(decision.decision(), 1L, Long::sum);
        }
      } else {
        deadLetters++;
      }
    }
    return deadLetters;
  }

  private static Set<String> catalogIds() {
    Set<String> ids = new TreeSet<>();
    catalog().tasks().forEach(task -> ids.add(task.taskId()));
    return ids;
  }

  private static TaskCatalog catalog() {
    TaskCatalog catalog = TaskCatalog.empty();
    for (String text : RecountSampleTasks.documents()) {
      for (ParsedDocument parsed : TaskDocuments.parse(text.getBytes(StandardCharsets.UTF_8))) {
        assertThat(parsed.violations()).isEmpty();
        Offer offer = catalog.offer(parsed.task());
        assertThat(offer.outcome()).as("%s", offer).isEqualTo(Offer.Outcome.ACCEPTED);
        catalog = offer.catalog();
      }
    }
    assertThat(TaskSetCheck.check(catalog.tasks())).isEmpty();
    return catalog;
  }
}
