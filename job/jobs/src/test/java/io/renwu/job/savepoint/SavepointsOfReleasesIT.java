package io.renwu.job.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.function.OutputRecord.Output;
import io.renwu.job.OperatorIds;
import io.renwu.patience.Await;
import io.renwu.server.RedisServer;
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
 * Every form that the task job's state has had is restored by this release, which goes on as if
 * nothing had been; and what this release stores is of the newest of them. {@code README.md} beside
 * the savepoints says how another one is added.
 */
@Timeout(300)
class SavepointsOfReleasesIT {
  /** The folder of a new savepoint. */
  private static final String WRITE = "renwu.savepoint.write";

  /** What is not the connector's, whose forms {@code StreamSplitSerializerTest} holds. */
  private static final List<String> OWN_STATE =
      List.of(OperatorIds.TASKS, OperatorIds.BUDGETS, OperatorIds.RULE_GATE);

  /** The user of whom a week later nothing is to be known any more, as a state backend's key. */
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
  void isRestoredAndGoesOn(Golden golden) throws Exception {
    List<String> tasks = golden.tasks();
    StoryRun run = new StoryRun(redis.uri(), "restored");
    run.publish(tasks);
    run.append(golden.before());
    run.append(golden.after());
    // A version that was accepted before the savepoint, with another target.
    String other = tasks.get(0).replace("151", "150");
    run.publish(List.of(other, tasks.get(1)));
    run.start(holdsTasks(golden) ? List.of() : tasks, golden.savepoint());
    run.await(2, last(golden.after()));
    List<String> statuses = run.outputs().values(Output.RULE_STATUS);
    assertThat(statuses.get(0)).contains("REJECTED");
    assertThat(statuses.get(1)).contains("ACCEPTED");
    assertThat(users(golden.savepoint())).contains(QUIET_USER);
    // The timers that were set before the savepoint are still there.
    Await.untilTrue(
        "everything to be forgotten that is over",
        PATIENCE,
        () -> !users(run.savepoint(folder)).contains(QUIET_USER));
    run.cancel();
    assertThat(run.outputs().sorted()).isEqualTo(golden.expected());
  }

  @Test
  void whatThisReleaseStoresIsOfTheNewestForm() throws Exception {
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
    SavepointBytes now = SavepointBytes.read(savepoint);
    SavepointBytes then = SavepointBytes.read(golden.savepoint());
    for (String uid : OWN_STATE) {
      assertThat(now.of(uid))
          .as(
              "the state of \"%s\" has another form than %s: see to it that this release still"
                  + " reads the old form, then add a savepoint of the new one with -D%s=NAME",
              uid, golden, WRITE)
          .isNotEmpty()
          .isEqualTo(then.of(uid));
    }
  }

  /** What the events after the savepoint give where none was taken. */
  private List<String> outputsAfter(Golden golden, List<String> before) throws Exception {
    StoryRun run = new StoryRun(redis.uri(), "through");
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

  /** Whether the tasks are in the state, as they were before there was a catalog of them. */
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
