package io.renwu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.catalog.TaskCatalog;
import io.renwu.model.DecisionLevel;
import io.renwu.model.Event;
import io.renwu.model.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is remembered of a catalog, as the catalog changes. */
class CatalogCacheTest {
  private static final int HISTORIES = 1_000;

  @Test
  void whatWasComputedOfATaskStaysWhileOthersChange() {
    TaskCatalog one = TaskCatalog.empty().offer(TaskBuilder.task("a").build()).catalog();
    TaskCatalog two = one.offer(TaskBuilder.task("b").build()).catalog();
    CatalogCache memo = new CatalogCache(Duration.ZERO);
    memo.follow(one);
    TaskCache a = memo.task(StateIds.ofTask("a"));
    memo.follow(two);
    assertThat(memo.task(StateIds.ofTask("a"))).isSameAs(a);
    assertThat(memo.task(StateIds.ofShadow("a"))).isSameAs(a);
    TaskCache b = memo.task(StateIds.ofTask("b"));
    TaskCatalog three = two.offer(TaskBuilder.task("a").version(2).build()).catalog();
    memo.follow(three);
    assertThat(memo.task(StateIds.ofTask("b"))).isSameAs(b);
    assertThat(memo.task(StateIds.ofTask("a")).versions().size()).isEqualTo(2);
    assertThat(memo.task(a.versions())).isNull();
    memo.follow(one);
    assertThat(memo.task(StateIds.ofTask("b"))).isNull();
    assertThat(memo.task(StateIds.ofTask("a")).versions()).isSameAs(a.versions());
  }

  /** One that is asked about catalogs in any order, against one that knows nothing yet. */
  @Test
  void anEngineThatFollowsItsCatalogDecidesLikeANewOne() {
    for (long seed = 1; seed <= HISTORIES; seed++) {
      compare(seed);
    }
  }

  private static void compare(long seed) {
    Random random = new Random(seed);
    RandomCalendar calendar = new RandomCalendar(random);
    List<TaskCatalog> catalogs = new ArrayList<>(List.of(TaskCatalog.empty()));
    for (Task task : new RandomTasks(random, calendar).tasks()) {
      catalogs.add(catalogs.get(catalogs.size() - 1).offer(task).catalog());
    }
    EngineSettings settings = new EngineSettings(Duration.ofHours(random.nextInt(30)));
    TaskEngine following = new TaskEngine(settings, DecisionLevel.ALL);
    HeldApart sets = new HeldApart();
    UserState state = UserState.empty();
    int newest = 0;
    for (Event event : new RandomHistory(random, calendar).events()) {
      newest = Math.min(catalogs.size() - 1, newest + random.nextInt(3));
      TaskCatalog catalog = catalogs.get(newest);
      if (random.nextInt(5) == 0) {
        // Nothing but its memory is left of another user's event under an older catalog.
        following.decide(UserState.empty(), event, catalogs.get(newest / 2), LargeSets.NONE);
      }
      TaskEngine fresh = new TaskEngine(settings, DecisionLevel.ALL);
      String place = "seed " + seed + ", event " + event;
      Supplier<String> where = () -> place;
      EventOutcome expected = fresh.decide(state, event, catalog, sets);
      assertThat(following.decide(state, event, catalog, sets)).as(where).isEqualTo(expected);
      sets.apply(expected.sets());
      state = expected.state();
      assertThat(following.nextExpiry(state, catalog))
          .as(where)
          .isEqualTo(fresh.nextExpiry(state, catalog));
      Instant later = event.receivedAt().plus(Duration.ofDays(random.nextInt(40)));
      assertThat(following.expire(state, later, catalog))
          .as(where)
          .isEqualTo(fresh.expire(state, later, catalog));
    }
  }
}
