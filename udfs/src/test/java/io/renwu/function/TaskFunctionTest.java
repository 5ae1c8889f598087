package io.renwu.function;

import static io.renwu.function.Documents.NOON;
import static io.renwu.function.Documents.comment;
import static io.renwu.function.Documents.commentDaily;
import static io.renwu.function.Documents.commentDailyUpdate;
import static io.renwu.function.Documents.commentOnVideos;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.codec.UserStateCodec;
import io.renwu.function.OutputRecord.Output;
import io.renwu.model.DecisionLevel;
import io.renwu.model.Event;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
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
      harness.take(comment("e-1", NOON));
      assertThat(harness.values(Output.GRANTS)).singleElement().asString().contains("\"points\"");
    }
  }

  @Test
  void anEventGivesGrantsProgressAndDecisions() throws Exception {
    try (var harness = open(published(commentDaily(1, 2)))) {
      harness.take(comment("e-1", NOON));
      harness.barrier();
      harness.take(comment("e-1", NOON.plusSeconds(1)));
      harness.take(comment("e-2", NOON.plusSeconds(2)));
      harness.barrier();
      assertThat(harness.values(Output.PROGRESS)).hasSize(2);
      assertThat(harness.values(Output.GRANTS)).hasSize(1);
      assertThat(harness.values(Output.DECISIONS))
          .singleElement()
          .asString()
          .contains("\"DUPLICATE\"");
    }
  }

  @Test
  void aPublishedVersionGovernsTheNextEvent() throws Exception {
    try (var harness = open(published(commentDaily(1, 3)))) {
      harness.take(comment("e-1", NOON));
      harness.publish(commentDailyUpdate(2, 2));
      harness.take(comment("e-2", NOON.plusSeconds(1)));
      assertThat(harness.values(Output.GRANTS))
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
        harness.publish(commentDailyUpdate(version, 2));
      }
      harness.take(comment("e-1", NOON));
      assertThat(tasksInState(harness)).isEmpty();
      snapshot = harness.snapshot(1, 1);
    }
    try (var harness = harness(published(commentDaily(12, 2), commentDaily(13, 2)))) {
      harness.initializeState(snapshot);
      harness.open();
      harness.take(comment("e-1", NOON));
      harness.take(comment("e-2", NOON));
      assertThat(harness.values(Output.GRANTS))
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
      harness.opened();
      harness.take(comment("e-1", "v-1", NOON));
      assertThat(harness.values(Output.GRANTS))
          .hasSize(2)
          .anyMatch(grant -> grant.contains("\"version\":12"));
      assertThat(tasksInState(harness)).isEmpty();
      next = harness.snapshot(2, 2);
    }
    String renewed = commentOnVideos(1).replace("\"target\": 1", "\"target\": 2");
    try (var harness = harness(published(renewed))) {
      harness.initializeState(old);
      harness.opened();
      harness.take(comment("e-1", "v-1", NOON));
      assertThat(harness.values(Output.GRANTS)).as("the catalog's word counts").hasSize(1);
    }
    try (var harness = harness(published())) {
      harness.initializeState(next);
      harness.opened();
      harness.take(comment("e-2", "v-2", NOON));
      assertThat(harness.extractOutputValues()).isEmpty();
    }
  }

  @Test
  void nothingIsLeftOfATaskThatIsDropped() throws Exception {
    String kept = commentOnVideos(5).replace("comment-on-videos", "kept");
    try (var harness = open(published(commentOnVideos(2), kept))) {
      harness.take(comment("e-1", "v-1", NOON));
      harness.barrier();
      assertThat(begunTasks(harness)).isEqualTo(2);
      harness.publish(new RuleUpdate("comment-on-videos", null));
      harness.take(comment("e-2", "v-2", NOON));
      harness.passes(NOON.plusSeconds(1));
      assertThat(begunTasks(harness)).isEqualTo(1);
      harness.take(comment("e-3", "v-3", NOON));
      harness.barrier();
      assertThat(harness.values(Output.PROGRESS))
          .filteredOn(progress -> progress.contains("comment-on-videos"))
          .hasSize(1);
      harness.passes(NOON.plus(Duration.ofDays(3)));
      assertThat(users(harness)).isZero();
    }
  }

  @Test
  void progressOfAnArchivedTaskGoesWithTheNextEventOfAnotherTask() throws Exception {
    String kept = commentOnVideos(5).replace("comment-on-videos", "kept");
    try (var harness = open(published(commentOnVideos(2), kept))) {
      harness.take(comment("e-1", "v-1", NOON));
      assertThat(begunTasks(harness)).isEqualTo(2);
      harness.publish(
          new RuleUpdate(
              "comment-on-videos/2",
              commentOnVideos(2)
                  .replace("\"version\": 1", "\"version\": 2, \"status\": \"ARCHIVED\"")));
      harness.take(comment("e-2", "v-2", NOON));
      harness.passes(NOON.plusSeconds(1));
      assertThat(begunTasks(harness)).isEqualTo(1);
    }
  }

  @Test
  void aValueThatWasStoredBeforeItHadAMarkIsRead() throws Exception {
    try (var harness = open(published(commentDaily(1, 2)))) {
      harness.take(comment("e-1", NOON));
      UserValue value = UserValue.decode(harness.stateOf("u-1").value());
      byte[] timer = ByteBuffer.allocate(Long.BYTES).putLong(value.timerMillis()).array();
      harness.stateOf("u-1").update(UserStateCodec.encode(timer, value.state()));
      harness.take(comment("e-1", NOON));
      harness.take(comment("e-2", NOON));
      assertThat(harness.values(Output.GRANTS)).hasSize(1);
      assertThat(UserValue.decode(harness.stateOf("u-1").value()).expiryMark()).isNotNull();
      assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    }
  }

  private static List<?> tasksInState(TaskFunctionHarness harness) throws Exception {
    List<Object> tasks = new ArrayList<>();
    harness.getBroadcastState(TaskFunction.TASKS).entries().forEach(tasks::add);
    return tasks;
  }

  private static int begunTasks(TaskFunctionHarness harness) throws Exception {
    return UserValue.decode(harness.stateOf("u-1").value()).state().tasks().size();
  }

  @Test
  void nothingIsLeftOfAUserWhenEverythingIsOver() throws Exception {
    try (var harness = open(published(commentDaily(1, 2)))) {
      harness.take(comment("e-1", NOON));
      assertThat(users(harness)).isEqualTo(1);
      assertThat(harness.numEventTimeTimers()).isEqualTo(1);
      harness.passes(NOON.plus(Duration.ofHours(11)));
      assertThat(users(harness)).isEqualTo(1);
      harness.passes(NOON.plus(Duration.ofDays(3)));
      assertThat(users(harness)).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  /** A timer that is set again and again to a time that has passed would never end. */
  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE - 3_600_000, Long.MAX_VALUE})
  void aReceiptAtTheEndOfTimeDoesNotStopTheJob(long receivedAtMillis) throws Exception {
    Instant receivedAt = Instant.ofEpochMilli(receivedAtMillis);
    Event event = Event.of("e-1", "u-1", "comment", NOON).receivedAt(receivedAt).build();
    try (var harness = open(published(commentDaily(1, 2)))) {
      harness.take(event);
      harness.processWatermark(Long.MAX_VALUE - 1);
      assertThat(harness.numEventTimeTimers()).isLessThan(2);
      harness.take(comment("e-1", NOON.plusSeconds(1)));
      harness.processWatermark(Long.MAX_VALUE);
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void aBusyUserHasFewTimers() throws Exception {
    try (var harness = open(published(commentDaily(1, 1000)))) {
      for (int i = 0; i < 500; i++) {
        harness.take(comment("e-" + i, NOON.plusSeconds(i)));
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
      harness.opened();
      for (int i = 0; i < MANY; i++) {
        harness.take(comment("e-" + i, "v-" + i, NOON.plusSeconds(i)));
      }
      assertThat(keysOf(harness, TaskFunction.MEMBERS)).contains("u-1");
      snapshot = harness.snapshot(1, 1);
    }
    try (var harness = harness(published(commentOnVideos(2 * MANY)))) {
      harness.setStateBackend(backend);
      harness.initializeState(snapshot);
      harness.opened();
      Instant later = NOON.plusSeconds(MANY);
      for (int i = 0; i < MANY; i++) {
        harness.take(comment("e-" + i, "v-new", later));
        harness.take(comment("again-" + i, "v-" + i, later));
      }
      List<String> decisions = harness.values(Output.DECISIONS);
      assertThat(decisions.stream().filter(d -> d.contains("\"DUPLICATE\""))).hasSize(MANY);
      assertThat(decisions.stream().filter(d -> d.contains("\"NO_CHANGE\""))).hasSize(MANY);
      harness.take(comment("new", "v-new", later));
      harness.barrier();
      assertThat(harness.values(Output.PROGRESS))
          .singleElement()
          .asString()
          .contains("\"progress\":" + (MANY + 1));
      harness.passes(NOON.plus(Duration.ofHours(23)));
      assertThat(keysOf(harness, TaskFunction.MEMBERS)).contains("u-1");
      harness.passes(NOON.plus(Duration.ofDays(3)));
      assertThat(keysOf(harness, TaskFunction.MEMBERS)).isEmpty();
      assertThat(keysOf(harness, TaskFunction.USER)).isEmpty();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  private static List<StateBackend> backends() {
    return List.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
  }

  private static List<Object> keysOf(TaskFunctionHarness harness, StateDescriptor<?, ?> state) {
    try (Stream<?> keys = harness.stateBackend().getKeys(state.getName(), VoidNamespace.INSTANCE)) {
      return keys.distinct().collect(Collectors.toList());
    }
  }

  private static int users(TaskFunctionHarness harness) {
    return ((HeapKeyedStateBackend<?>) harness.stateBackend()).numKeyValueStateEntries();
  }

  private static TaskTopicReader published(String... documents) {
    List<CatalogEntry> accepted = Documents.accepted(documents);
    return () -> accepted;
  }

  private static TaskFunctionHarness open(TaskTopicReader published) throws Exception {
    return harness(published).opened();
  }

  private static TaskFunctionHarness harness(TaskTopicReader published) throws Exception {
    return new TaskFunctionHarness(DecisionLevel.REJECTED, published, FailureCounter.NONE);
  }
}
