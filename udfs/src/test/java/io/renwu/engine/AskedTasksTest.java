package io.renwu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.codec.UserStateCodec;
import io.renwu.model.Decision;
import io.renwu.model.DecisionLevel;
import io.renwu.model.Event;
import io.renwu.model.Task;
import io.renwu.rules.Offer;
import io.renwu.rules.TaskCatalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An engine that leaves tasks out, against one that evaluates all of them, over random tasks and
 * histories: nothing but the decisions that nobody asked for may differ.
 */
class AskedTasksTest {
  private static final int HISTORIES = 8_000;

  private int given;
  private int leftOut;

  @ParameterizedTest
  @EnumSource(DecisionLevel.class)
  void onlyWhatNobodyAskedForIsLeftOut(DecisionLevel level) {
    for (long seed = 1; seed <= HISTORIES; seed++) {
      compare(seed, level);
    }
    assertThat(given).isPositive();
    assertThat(leftOut > given / 50).isEqualTo(level != DecisionLevel.ALL);
  }

  private void compare(long seed, DecisionLevel level) {
    Random random = new Random(seed);
    RandomTasks tasks = new RandomTasks(random);
    List<Task> versions = new ArrayList<>(tasks.tasks());
    List<Event> events = new RandomHistory(random).events();
    TaskCatalog catalog = TaskCatalog.empty();
    EngineSettings settings = new EngineSettings(Duration.ofHours(random.nextInt(30)));
    TaskEngine whole = new TaskEngine(settings);
    TaskEngine sparing = new TaskEngine(settings, level);
    HeldApart sets = new HeldApart();
    UserState state = UserState.empty();
    int published = 0;
    for (int i = 0; i < events.size(); i++) {
      // Half of the versions are there from the beginning, others come one by one.
      while (published < versions.size()
          && (published < (versions.size() + 1) / 2 || random.nextInt(5) == 0)) {
        Offer offer = catalog.offer(versions.get(published++));
        assertThat(offer.violations()).isEmpty();
        catalog = offer.catalog();
      }
      Event event = events.get(i);
      String place = "seed " + seed + ", event " + i;
      Supplier<String> where = () -> place + ": " + event + "\ntasks " + versions;
      Outcome expected = whole.decide(state, event, catalog, sets);
      Outcome outcome = sparing.decide(state, event, catalog, sets);
      assertThat(outcome.state()).as(where).isEqualTo(expected.state());
      assertThat(outcome.sets()).as(where).isEqualTo(expected.sets());
      assertThat(outcome.grants()).as(where).isEqualTo(expected.grants());
      assertThat(outcome.progress()).as(where).isEqualTo(expected.progress());
      assertThat(asked(outcome, level)).as(where).isEqualTo(asked(expected, level));
      assertThat(outcome.failedConditions()).isLessThanOrEqualTo(expected.failedConditions());
      given += outcome.decisions().size();
      leftOut += expected.decisions().size() - outcome.decisions().size();
      sets.apply(expected.sets());
      state = UserStateCodec.decode(UserStateCodec.encode(expected.state()));
    }
  }

  private static List<Decision> asked(Outcome outcome, DecisionLevel level) {
    return outcome.decisions().stream().filter(d -> level.includes(d.decision())).toList();
  }
}
