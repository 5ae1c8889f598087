package io.renwu.job.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.function.OutputRecord.Output;
import io.renwu.job.OperatorIds;
import io.renwu.server.RedisServer;
import io.renwu.timeout.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * This release restores every format that the task job's state has had and continues as without a
 * restore, and it stores the newest of these formats. {@code README.md} beside the savepoints says
 * how to add one.
 */
@Timeout(300)
class SavepointsOfReleasesIT {
  /** The folder of a new savepoint. */
  private static final String WRITE = "renwu.savepoint.write";

  /** The state besides the connector's, whose formats {@code StreamSplitSerializerTest} covers. */
  private static final List<String> OWN_STATE =
      List.of(OperatorIds.TASKS, OperatorIds.BUDGETS, OperatorIds.RULE_GATE);

  /** The user whose state is dropped a week later, as the state backend encodes the key. */
  private static final String QUIET_USER = "u-quiet";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  @TempDir Path folder;
  private RedisServer redis;

  @BeforeEach
  void startRedis() throws IOException {
    redis = new RedisServer(folder.resolve("redis"));
    redis.start();
  }

  @AfterEach
  void stopRedis() {
    redis.close();
  }

  static List<Golden> all() throws IOException {
    return Golden.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void restoresEachFormatAndContinues(Golden golden) throws Exception {
    List<String> tasks = golden.tasks();
    StoryRun run = new StoryRun(redis.uri(), "restored");
    run.publish(tasks);
    run.append(golden.before());
    run.append(golden.after());
    // A version that was accepted before the savepoint, with another target.
    String changed = tasks.get(0).replace("151", "150");
    run.publish(List.of(changed, tasks.get(1)));
    run.start(holdsTasks(golden) ? List.of() : tasks, golden.savepoint());
    run.await(2, last(golden.after()));
    List<String> statuses = run.outputs().values(Output.RULE_STATUS);
    assertThat(statuses.get(0)).contains("REJECTED");
    assertThat(statuses.get(1)).contains("ACCEPTED");
    assertThat(users(golden.savepoint())).contains(QUIET_USER);
    // The timers that were set before the savepoint are still there.
    Await.untilTrue(
        "the state of finished periods to be dropped",
        PATIENCE,
        () -> !users(run.savepoint(folder)).contains(QUIET_USER));
    run.cancel();
    assertThat(run.outputs().sorted()).isEqualTo(golden.expected());
  }

  @Test
  void storesTheNewestFormat() throws Exception {
    String write = System.getProperty(WRITE);
    List<Golden> all = Golden.all();
    Golden golden = write == null ? all.get(all.size() - 1) : Golden.named(write);
    StoryRun run = new StoryRun(redis.uri(), "stored");
    run.publish(golden.tasks());
    run.append(golden.before());
    run.start(golden.tasks(), null);
    run.await(golden.tasks().size(), last(golden.before()));
    Path savepoint = run.stop(folder);
    if (write != null) {
      golden.write(savepoint, outputsAfter(golden, run.outputs().sorted()));
    }
    SavepointBytes actual = SavepointBytes.read(savepoint);
    SavepointBytes expected = SavepointBytes.read(golden.savepoint());
    for (String uid : OWN_STATE) {
      assertThat(actual.of(uid))
          .as(
              "the state of \"%s\" has another format than %s: make sure that this release still"
                  + " reads the old format, then add a savepoint of the new one with -D%s=NAME",
              uid, golden, WRITE)
          .isNotEmpty()
          .isEqualTo(expected.of(uid));
    }
  }

  /** The outputs of the later events in a run without a savepoint. */
  private List<String> outputsAfter(Golden golden, List<String> before) throws Exception {
    StoryRun run = new StoryRun(redis.uri(), "uninterrupted");
    run.publish(golden.tasks());
    run.append(golden.before());
    run.append(golden.after());
    run.start(golden.tasks(), null);
    run.await(golden.tasks().size(), last(golden.after()));
    run.stop(folder);
    List<String> outputs = new ArrayList<>(run.outputs().sorted());
    for (String output : before) {
      assertThat(outputs.remove(output)).as(output).isTrue();
    }
    return outputs;
  }

  /** Whether the tasks are in the state, as in formats without a catalog. */
  private static boolean holdsTasks(Golden golden) throws IOException {
    return String.join("", SavepointBytes.read(golden.savepoint()).of(OperatorIds.RULE_GATE))
        .contains("taskId");
  }

  private static String users(Path savepoint) throws IOException {
    return String.join("", SavepointBytes.read(savepoint).of(OperatorIds.TASKS));
  }

  private static String last(List<String> lines) {
    return lines.get(lines.size() - 1);
  }
}
