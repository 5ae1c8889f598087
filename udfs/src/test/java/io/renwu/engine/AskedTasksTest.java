package io.renwu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.catalog.TaskCatalog;
import io.renwu.catalog.TaskCatalog.Offer;
import io.renwu.codec.UserStateCodec;
import io.renwu.model.Audience;
import io.renwu.model.Decision;
import io.renwu.model.DecisionLevel;
import io.renwu.model.Event;
import io.renwu.model.Objective;
import io.renwu.model.Task;
import java.time.Duration;
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
  private static final int HISTORIES = 4_000;

  private static final List<String> FILTERS =
      List.of(
          "event.attributes.v in ['x', '1', 2.5]",
          "event.attributes.v == 1 && event.attributes.flag",
          "event.timezone in ['UTC', 'Asia/Shanghai'] || event.timezone == 'Pacific/Auckland'",
          "!(event.attributes.v != 12.0) || event.attributes.v == null && event.attributes.flag",
          "event.attributes.flag ? event.attributes.v == 'x' : event.attributes.v == true",
          "size(event.attributes.v) > 1 || event.attributes.n.v == 1",
          "event.attributes.v in []");

  private int given;
  private int leftOut;

  @ParameterizedTest
  @EnumSource(DecisionLevel.class)
  void onlyWhatNobodyAskedForIsLeftOut(DecisionLevel level) {
    for (long seed = 1; seed <= HISTORIES; seed++) {
      compare(seed, level);
    }
    assertThat(given).isPositive();
    assertThat(leftOut > given / 200).isEqualTo(level != DecisionLevel.ALL);
  }

  private void compare(long seed, DecisionLevel level) {
    Random random = new Random(seed);
    RandomCalendar calendar = new RandomCalendar(random);
    List<Task> versions =
        new RandomTasks(random, calendar)
            .tasks().stream().map(task -> withOtherFilters(task, random)).toList();
    List<Event> events = new RandomHistory(random, calendar).events();
    TaskCatalog catalog = TaskCatalog.empty();
    EngineSettings settings =
        new EngineSettings(
            Duration.ofHours(random.nextInt(30)), Duration.ofHours(random.nextInt(100)));
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
      EventOutcome expected = whole.decide(state, event, catalog, sets);
      EventOutcome outcome = sparing.decide(state, event, catalog, sets);
      assertThat(outcome.state()).as(where).isEqualTo(expected.state());
      assertThat(outcome.sets()).as(where).isEqualTo(expected.sets());
      assertThat(outcome.grants()).as(where).isEqualTo(expected.grants());
      assertThat(outcome.progress()).as(where).isEqualTo(expected.progress());
      assertThat(asked(outcome, level)).as(where).isEqualTo(asked(expected, level));
      assertThat(outcome.failedConditions()).isLessThanOrEqualTo(expected.failedConditions());
      given += outcome.codes().size();
      leftOut += expected.codes().size() - outcome.codes().size();
      sets.apply(expected.sets());
      state = UserStateCodec.decode(UserStateCodec.encode(expected.state()));
    }
  }

  private static Task withOtherFilters(Task task, Random random) {
    Audience audience =
        random.nextInt(3) == 0
            ? new Audience(filter(random), task.audience().rollout())
            : task.audience();
    return task.but()
        .audience(audience)
        .objectives(task.objectives().stream().map(o -> withOtherFilter(o, random)).toList())
        .build();
  }

  private static Objective withOtherFilter(Objective objective, Random random) {
    return new Objective(
        objective.id(),
        objective.behaviors(),
        random.nextInt(3) > 0 ? filter(random) : objective.filter(),
        objective.aggregation(),
        objective.target(),
        objective.frequencyLimit(),
        objective.cancelBehaviors(),
        objective.cancelKey());
  }

  private static String filter(Random random) {
    return FILTERS.get(random.nextInt(FILTERS.size()));
  }

  private static List<Decision> asked(EventOutcome outcome, DecisionLevel level) {
    return outcome.decisions().stream().filter(d -> level.includes(d.decision())).toList();
  }
}
