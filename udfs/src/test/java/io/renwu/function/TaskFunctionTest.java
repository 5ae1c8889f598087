package io.renwu.function;

import static io.renwu.function.Documents.NOON;
import static io.renwu.function.Documents.comment;
import static io.renwu.function.Documents.commentDaily;
import static io.renwu.function.Documents.commentDailyUpdate;
import static io.renwu.function.Documents.commentOnVideos;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.engine.EngineSettings;
import io.renwu.function.OutputRecord.Output;
import io.renwu.model.DecisionLevel;
import io.renwu.model.Event;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // the harness declares close() throws Exception
class TaskFunctionTest {
  /** More than a state holds of a set. */
  private static final int MANY = 300;

  @Test
  void tasksThatArePublishedAreThereBeforeTheFirstEvent() throws Exception {
    try (var harness = open(published(commentDaily(1, 1)))) {
      harness.processElement(record(comment("e-1", NOON)));
      assertThat(values(harness, Output.GRANTS)).singleElement().asString().contains("\"points\"");
    }
  }

  @Test
  void anEventGivesGrantsProgressAndDecisions() throws Exception {
    try (var harness = open(published(commentDaily(1, 2)))) {
      harness.processElement(record(comment("e-1", NOON)));
      harness.processElement(record(comment("e-1", NOON.plusSeconds(1))));
      harness.processElement(record(comment("e-2", NOON.plusSeconds(2))));
      assertThat(values(harness, Output.PROGRESS)).hasSize(2);
      assertThat(values(harness, Output.GRANTS)).hasSize(1);
      assertThat(values(harness, Output.DECISIONS))
          .singleElement()
          .asString()
          .contains("\"DUPLICATE\"");
    }
  }

  @Test
  void aPublishedVersionGovernsTheNextEvent() throws Exception {
    try (var harness = open(published(commentDaily(1, 3)))) {
      harness.processElement(record(comment("e-1", NOON)));
      harness.processBroadcastElement(new StreamRecord<>(commentDailyUpdate(2, 2)));
      harness.processElement(record(comment("e-2", NOON.plusSeconds(1))));
      assertThat(values(harness, Output.GRANTS))
          .singleElement()
          .asString()
          .contains("\"version\":2");
    }
  }

  @Test
  void progressOutlivesARestartAndTheCatalogTellsTheTasks() throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = open(published())) {
      for (int version = 1; version <= 12; version++) {
        harness.processBroadcastElement(new StreamRecord<>(commentDailyUpdate(version, 2)));
      }
      harness.processElement(record(comment("e-1", NOON)));
      assertThat(tasksInState(harness)).isEmpty();
      snapshot = harness.snapshot(1, 1);
    }
    try (var harness = harness(published(commentDaily(12, 2), commentDaily(13, 2)))) {
      harness.initializeState(snapshot);
      harness.open();
      harness.processElement(record(comment("e-1", NOON)));
      harness.processElement(record(comment("e-2", NOON)));
      assertThat(values(harness, Output.GRANTS))
          .singleElement()
          .asString()
          .contains("\"version\":13");
    }
  }

  @Test
  void theTasksOfAnOldSavepointAreTakenInOnceAndStoredNoMore() throws Exception {
    OperatorSubtaskState old;
    try (var harness = open(published())) {
      for (int version = 12; version >= 1; version--) {
        RuleUpdate update = commentDailyUpdate(version, version == 12 ? 1 : 5);
        harness.getBroadcastState(TaskFunction.TASKS).put(update.key(), update.text());
      }
      harness.getBroadcastState(TaskFunction.TASKS).put("comment-on-videos/1", commentOnVideos(1));
      old = harness.snapshot(1, 1);
    }
    OperatorSubtaskState next;
    try (var harness = harness(published())) {
      harness.initializeState(old);
      open(harness);
      harness.processElement(record(comment("e-1", "v-1", NOON)));
      assertThat(values(harness, Output.GRANTS))
          .hasSize(2)
          .anyMatch(grant -> grant.contains("\"version\":12"));
      assertThat(tasksInState(harness)).isEmpty();
      next = harness.snapshot(2, 2);
    }
    String renewed = commentOnVideos(1).replace("\"target\": 1", "\"target\": 2");
    try (var harness = harness(published(renewed))) {
      harness.initializeState(old);
      open(harness);
      harness.processElement(record(comment("e-1", "v-1", NOON)));
      assertThat(values(harness, Output.GRANTS)).as("the catalog's word counts").hasSize(1);
    }
    try (var harness = harness(published())) {
      harness.initializeState(next);
      open(harness);
      harness.processElement(record(comment("e-2", "v-2", NOON)));
      assertThat(harness.extractOutputValues()).isEmpty();
    }
  }

  @Test
  void nothingIsLeftOfATaskThatIsDropped() throws Exception {
    String kept = commentOnVideos(5).replace("comment-on-videos", "kept");
    try (var harness = open(published(commentOnVideos(2), kept))) {
      harness.processElement(record(comment("e-1", "v-1", NOON)));
      assertThat(begunTasks(harness)).isEqualTo(2);
      harness.processBroadcastElement(
          new StreamRecord<>(new RuleUpdate("comment-on-videos", null)));
      harness.processElement(record(comment("e-2", "v-2", NOON)));
      harness.processWatermark(NOON.plusSeconds(1).toEpochMilli());
      assertThat(begunTasks(harness)).isEqualTo(1);
      harness.processElement(record(comment("e-3", "v-3", NOON)));
      assertThat(values(harness, Output.PROGRESS))
          .filteredOn(progress -> progress.contains("comment-on-videos"))
          .hasSize(1);
      harness.processWatermark(NOON.plus(Duration.ofDays(3)).toEpochMilli());
      assertThat(users(harness)).isZero();
    }
  }

  private static List<?> tasksInState(
      KeyedBroadcastOperatorTestHarness<String, TakenEvent, RuleUpdate, OutputRecord> harness)
      throws Exception {
    List<Object> tasks = new ArrayList<>();
    harness.getBroadcastState(TaskFunction.TASKS).entries().forEach(tasks::add);
    return tasks;
  }

  private static int begunTasks(
      KeyedBroadcastOperatorTestHarness<String, TakenEvent, RuleUpdate, OutputRecord> harness)
      throws Exception {
    KeyedStateBackend<Object> backend =
        ((AbstractStreamOperator<?>) harness.getOperator()).getKeyedStateBackend();
    backend.setCurrentKey("u-1");
    byte[] value =
        backend
            .getPartitionedState(
                VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, TaskFunction.USER)
            .value();
    return UserValue.decode(value).state().tasks().size();
  }

  @Test
  void nothingIsLeftOfAUserWhenEverythingIsOver() throws Exception {
    try (var harness = open(published(commentDaily(1, 2)))) {
      harness.processElement(record(comment("e-1", NOON)));
      assertThat(users(harness)).isEqualTo(1);
      assertThat(harness.numEventTimeTimers()).isEqualTo(1);
      harness.processWatermark(NOON.plus(Duration.ofHours(11)).toEpochMilli());
      assertThat(users(harness)).isEqualTo(1);
      harness.processWatermark(NOON.plus(Duration.ofDays(3)).toEpochMilli());
      assertThat(users(harness)).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  /** A timer that is set again and again to a time that has passed would never end. */
  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE - 3_600_000, Long.MAX_VALUE})
  void aReceiptAtTheEndOfTimeDoesNotStopTheJob(long receivedAtMillis) throws Exception {
    Instant receivedAt = Instant.ofEpochMilli(receivedAtMillis);
    Event event = new Event("e-1", "u-1", "comment", NOON, null, Map.of(), receivedAt);
    try (var harness = open(published(commentDaily(1, 2)))) {
      harness.processElement(new StreamRecord<>(new TakenEvent(event, 0, 0), receivedAtMillis));
      harness.processWatermark(Long.MAX_VALUE - 1);
      assertThat(harness.numEventTimeTimers()).isLessThan(2);
      harness.processElement(record(comment("e-1", NOON.plusSeconds(1))));
      harness.processWatermark(Long.MAX_VALUE);
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void aBusyUserHasFewTimers() throws Exception {
    try (var harness = open(published(commentDaily(1, 1000)))) {
      for (int i = 0; i < 500; i++) {
        harness.processElement(record(comment("e-" + i, NOON.plusSeconds(i))));
      }
      assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void largeSetsOutliveARestartAndGoWhenTheyAreOver(StateBackend backend) throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = harness(published(commentOnVideos(2 * MANY)))) {
      harness.setStateBackend(backend);
      open(harness);
      for (int i = 0; i < MANY; i++) {
        harness.processElement(record(comment("e-" + i, "v-" + i, NOON.plusSeconds(i))));
      }
      assertThat(keysOf(harness, TaskFunction.MEMBERS)).contains("u-1");
      snapshot = harness.snapshot(1, 1);
    }
    try (var harness = harness(published(commentOnVideos(2 * MANY)))) {
      harness.setStateBackend(backend);
      harness.initializeState(snapshot);
      open(harness);
      Instant later = NOON.plusSeconds(MANY);
      for (int i = 0; i < MANY; i++) {
        harness.processElement(record(comment("e-" + i, "v-new", later)));
        harness.processElement(record(comment("again-" + i, "v-" + i, later)));
      }
      List<String> decisions = values(harness, Output.DECISIONS);
      assertThat(decisions.stream().filter(d -> d.contains("\"DUPLICATE\""))).hasSize(MANY);
      assertThat(decisions.stream().filter(d -> d.contains("\"NO_CHANGE\""))).hasSize(MANY);
      harness.processElement(record(comment("new", "v-new", later)));
      assertThat(values(harness, Output.PROGRESS))
          .singleElement()
          .asString()
          .contains("\"progress\":" + (MANY + 1));
      harness.processWatermark(NOON.plus(Duration.ofHours(23)).toEpochMilli());
      assertThat(keysOf(harness, TaskFunction.MEMBERS)).contains("u-1");
      harness.processWatermark(NOON.plus(Duration.ofDays(3)).toEpochMilli());
      assertThat(keysOf(harness, TaskFunction.MEMBERS)).isEmpty();
      assertThat(keysOf(harness, TaskFunction.USER)).isEmpty();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  private static List<StateBackend> backends() {
    return List.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
  }

  private static List<Object> keysOf(
      KeyedBroadcastOperatorTestHarness<String, TakenEvent, RuleUpdate, OutputRecord> harness,
      StateDescriptor<?, ?> state) {
    try (Stream<?> keys =
        ((AbstractStreamOperator<?>) harness.getOperator())
            .getKeyedStateBackend()
            .getKeys(state.getName(), VoidNamespace.INSTANCE)) {
      return keys.distinct().collect(Collectors.toList());
    }
  }

  private static int users(
      KeyedBroadcastOperatorTestHarness<String, TakenEvent, RuleUpdate, OutputRecord> harness) {
    return ((HeapKeyedStateBackend<?>)
            ((AbstractStreamOperator<?>) harness.getOperator()).getKeyedStateBackend())
        .numKeyValueStateEntries();
  }

  private static TaskTopicReader published(String... documents) {
    List<CatalogEntry> accepted = Documents.accepted(documents);
    return () -> accepted;
  }

  private static KeyedBroadcastOperatorTestHarness<String, TakenEvent, RuleUpdate, OutputRecord>
      open(TaskTopicReader published) throws Exception {
    var harness = harness(published);
    open(harness);
    return harness;
  }

  private static void open(
      KeyedBroadcastOperatorTestHarness<String, TakenEvent, RuleUpdate, OutputRecord> harness)
      throws Exception {
    harness.open();
    harness.processWatermark(Long.MIN_VALUE + 1);
    harness.processBroadcastWatermark(Long.MAX_VALUE);
  }

  private static KeyedBroadcastOperatorTestHarness<String, TakenEvent, RuleUpdate, OutputRecord>
      harness(TaskTopicReader published) throws Exception {
    TaskFunction function =
        new TaskFunction(
            new EngineSettings(Duration.ofHours(24)),
            DecisionLevel.REJECTED,
            published,
            FailureCounter.NONE);
    return new KeyedBroadcastOperatorTestHarness<>(
        new CoBroadcastWithKeyedOperator<>(function, List.of(TaskFunction.TASKS)),
        taken -> taken.event().userId(),
        Types.STRING,
        1,
        1,
        0);
  }

  private static StreamRecord<TakenEvent> record(Event event) {
    return new StreamRecord<>(new TakenEvent(event, 0, 1), event.receivedAt().toEpochMilli());
  }

  private static List<String> values(
      KeyedBroadcastOperatorTestHarness<String, TakenEvent, RuleUpdate, OutputRecord> harness,
      Output output) {
    return harness.extractOutputValues().stream()
        .filter(record -> record.output() == output && record.value() != null)
        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
        .toList();
  }
}
