package io.renwu.function;

import static io.renwu.function.Documents.NOON;
import static io.renwu.function.Documents.comment;
import static io.renwu.function.Documents.commentDaily;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.function.OutputRecord.Output;
import io.renwu.model.DecisionLevel;
import io.renwu.model.Event;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Within a checkpoint only the last progress of each key is emitted, before the barrier. */
@SuppressWarnings("try") // the harness declares close() throws Exception
class HeldProgressTest {
  private static final int USERS = 5;

  @Test
  void theLastProgressIsEmittedBeforeTheBarrierAndGrantsAtOnce() throws Exception {
    try (var harness = open()) {
      harness.take(comment("e-1", NOON));
      harness.take(comment("e-2", NOON));
      harness.take(comment("e-2", NOON));
      assertThat(harness.values(Output.GRANTS)).hasSize(1);
      assertThat(harness.values(Output.DECISIONS)).hasSize(1);
      assertThat(harness.values(Output.PROGRESS)).isEmpty();
      harness.barrier();
      assertThat(harness.values(Output.PROGRESS))
          .singleElement()
          .asString()
          .contains("\"COMPLETED\"");
      harness.barrier();
      assertThat(harness.values(Output.PROGRESS)).hasSize(1);
    }
  }

  @Test
  void theEndOfTheInputEmitsWhatIsHeld() throws Exception {
    try (var harness = open()) {
      harness.take(comment("e-1", NOON));
      harness.getOperator().finish();
      assertThat(harness.values(Output.PROGRESS)).hasSize(1);
    }
  }

  @Test
  void aTombstoneReplacesTheProgressOfItsPeriod() throws Exception {
    try (var harness = open()) {
      harness.take(comment("e-1", NOON));
      harness.passes(NOON.plus(Duration.ofDays(3)));
      harness.barrier();
      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(
              record -> {
                assertThat(record.output()).isEqualTo(Output.PROGRESS);
                assertThat(record.value()).isNull();
              });
    }
  }

  /** The bound of a subtask holds: more keys are emitted without a barrier. */
  @Test
  void whatIsHeldIsBounded() throws Exception {
    try (var harness = open()) {
      for (int i = 0; i < ProgressBuffer.MAX_KEYS + 7; i++) {
        harness.take(Event.of("e", "u-" + i, "comment", NOON).build());
      }
      assertThat(harness.values(Output.PROGRESS)).hasSize(7);
    }
  }

  /** What a job emits after its last barrier is rolled back, and its events are read again. */
  @Test
  void aCrashLosesNoProgress() throws Exception {
    List<Event> events = events(400);
    Map<String, String> expected = new TreeMap<>();
    try (var harness = harness(1000).opened()) {
      for (Event event : events) {
        harness.take(event);
        harness.barrier();
      }
      commit(harness, expected);
    }
    Random random = new Random(7);
    Map<String, String> found = new TreeMap<>();
    OperatorSubtaskState snapshot = null;
    int position = 0;
    while (position < events.size()) {
      try (var harness = harness(1000)) {
        if (snapshot != null) {
          harness.initializeState(snapshot);
        }
        harness.opened();
        harness.barrier();
        assertThat(harness.extractOutputValues()).as("a restart begins with nothing").isEmpty();
        int end = Math.min(events.size(), position + 1 + random.nextInt(60));
        for (Event event : events.subList(position, end)) {
          harness.take(event);
        }
        harness.barrier();
        snapshot = harness.snapshot(1, 1);
        commit(harness, found);
        position = end;
        for (Event event : events.subList(end, Math.min(events.size(), end + 9))) {
          harness.take(event);
        }
      }
    }
    assertThat(found).hasSize(USERS).isEqualTo(expected);
  }

  private static List<Event> events(int number) {
    Random random = new Random(3);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      String user = "u-" + random.nextInt(USERS);
      events.add(Event.of("e-" + i, user, "comment", NOON.plusSeconds(i)).build());
    }
    return events;
  }

  /** Applies the emitted progress to a table with the last of each key. */
  private static void commit(TaskFunctionHarness harness, Map<String, String> table) {
    for (OutputRecord record : harness.extractOutputValues()) {
      if (record.output() == Output.PROGRESS) {
        table.put(
            new String(record.key(), StandardCharsets.UTF_8),
            new String(record.value(), StandardCharsets.UTF_8));
      }
    }
  }

  private static TaskFunctionHarness open() throws Exception {
    return harness(2).opened();
  }

  private static TaskFunctionHarness harness(int target) throws Exception {
    List<CatalogEntry> accepted = Documents.accepted(commentDaily(1, target));
    return new TaskFunctionHarness(DecisionLevel.REJECTED, () -> accepted, FailureCounter.NONE);
  }
}
