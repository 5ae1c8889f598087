package io.renwu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.codec.UserStateCodec;
import io.renwu.model.Decision;
import io.renwu.model.DecisionCode;
import io.renwu.model.DecisionLevel;
import io.renwu.model.Event;
import io.renwu.model.Grant;
import io.renwu.model.Task;
import io.renwu.rules.Offer;
import io.renwu.rules.TaskCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The engine against {@link ContractModel} over random tasks and histories. After each event the
 * engine's state goes through its codec, and now and then forgets what it may: neither shows.
 */
class ContractTest {
  private static final int HISTORIES = 20_000;
  private static final long FIRST_SEED = 1;

  private final Map<DecisionCode, Integer> seen = new EnumMap<>(DecisionCode.class);

  @ParameterizedTest(name = "up to {0} members of a set in the state")
  @ValueSource(ints = {SetLedger.INLINE_MEMBERS, 2, 0})
  void theEngineDecidesAsTheContractSays(int inlineMembers) {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
      compare(seed, inlineMembers);
    }
    assertThat(seen.keySet()).containsExactlyInAnyOrder(DecisionCode.values());
  }

  private void compare(long seed, int inlineMembers) {
    Random random = new Random(seed);
    List<Task> tasks = new RandomTasks(random).tasks();
    List<Event> events = new RandomHistory(random).events();
    EngineSettings settings = new EngineSettings(Duration.ofHours(random.nextInt(30)));
    TaskCatalog catalog = catalog(tasks, seed);
    TaskEngine engine = new TaskEngine(settings, DecisionLevel.ALL, inlineMembers);
    ContractModel model =
        new ContractModel(tasks, settings.deduplicationHorizon(), RandomTasks.CONDITIONS);
    Map<String, String> nameOfGrant = new HashMap<>();
    HeldApart sets = new HeldApart();
    UserState state = UserState.empty();
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      Outcome outcome = engine.decide(state, event, catalog, sets);
      sets.apply(outcome.sets());
      model.take(event);
      String place = "seed " + seed + ", event " + i;
      Supplier<String> where = () -> place + ": " + event + "\ntasks " + tasks;
      List<Grant> grants = outcome.grants().stream().map(ContractTest::named).toList();
      assertThat(grants).as(where).isEqualTo(model.grants);
      for (int g = 0; g < grants.size(); g++) {
        String id = outcome.grants().get(g).grantId();
        assertThat(nameOfGrant.put(id, grants.get(g).grantId())).as(where).isNull();
      }
      assertThat(decisions(outcome.decisions(), nameOfGrant)).as(where).isEqualTo(model.decisions);
      assertThat(outcome.progress()).as(where).isEqualTo(model.progress);
      outcome.decisions().forEach(d -> seen.merge(d.decision(), 1, Integer::sum));
      state = UserStateCodec.decode(UserStateCodec.encode(outcome.state()));
      assertThat(state).as(where).isEqualTo(outcome.state());
      if (random.nextInt(4) == 0) {
        Remaining remaining = engine.expire(state, earliestReceipt(events, i + 1), catalog);
        sets.apply(remaining.sets());
        state = remaining.state();
      }
      sets.expectOnly(state);
    }
    assertThat(nameOfGrant.values()).as("seed " + seed).doesNotHaveDuplicates();
  }

  private static TaskCatalog catalog(List<Task> tasks, long seed) {
    TaskCatalog catalog = TaskCatalog.empty();
    for (Task task : tasks) {
      Offer offer = catalog.offer(task);
      assertThat(offer.violations()).as("seed " + seed).isEmpty();
      catalog = offer.catalog();
    }
    return catalog;
  }

  private static Instant earliestReceipt(List<Event> events, int from) {
    return events.subList(from, events.size()).stream()
        .map(Event::receivedAt)
        .min(Instant::compareTo)
        .orElse(Instant.parse("2100-01-01T00:00:00Z"));
  }

  /** The decisions with the model's names of grants; objectives have to stand in their order. */
  private static List<Decision> decisions(List<Decision> decisions, Map<String, String> names) {
    List<Decision> named = new ArrayList<>();
    for (Decision decision : decisions) {
      named.add(
          new Decision(
              decision.userId(),
              decision.eventId(),
              decision.behavior(),
              decision.taskId(),
              decision.version(),
              decision.period(),
              decision.decision(),
              decision.before(),
              decision.after(),
              decision.grantIds().stream().map(names::get).toList(),
              decision.shadow(),
              decision.time(),
              decision.receivedAt()));
      assertThat(List.copyOf(decision.before().keySet())).isSorted();
      assertThat(List.copyOf(decision.after().keySet())).isSorted();
    }
    return named;
  }

  /** The grant with the model's name of it for its id. */
  private static Grant named(Grant grant) {
    String name =
        String.join(
            "/",
            grant.taskId(),
            grant.period(),
            "" + grant.completion(),
            "" + grant.tier(),
            grant.rewardId());
    return new Grant(
        name,
        grant.userId(),
        grant.taskId(),
        grant.version(),
        grant.period(),
        grant.completion(),
        grant.tier(),
        grant.attempt(),
        grant.rewardId(),
        grant.type(),
        grant.amount(),
        grant.attributes(),
        grant.outcome(),
        grant.shadow(),
        grant.revoked(),
        grant.eventId(),
        grant.time());
  }
}
