package io.renwu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.catalog.TaskCatalog;
import io.renwu.catalog.TaskCatalog.Offer;
import io.renwu.codec.UserStateCodec;
import io.renwu.model.Decision;
import io.renwu.model.DecisionCode;
import io.renwu.model.Event;
import io.renwu.model.Grant;
import io.renwu.model.Progress;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One user's way through a set of tasks. After every event the state goes through its codec. Events
 * happen, and are received, at the time that was set last.
 */
final class Journey {
  static final String USER = "u-7";

  private final TaskEngine engine;
  private TaskCatalog catalog = TaskCatalog.empty();
  private final HeldApart sets = new HeldApart();
  private UserState state = UserState.empty();
  private EventOutcome outcome;
  private Instant time = Instant.parse("2026-11-22T12:00:00Z");
  private Instant receivedAt = time;
  private String timezone;
  private int events;

  private Journey(EngineSettings settings) {
    engine = new TaskEngine(settings);
  }

  static Journey with(TaskBuilder... tasks) {
    return with(EngineSettings.DEFAULTS, tasks);
  }

  static Journey with(EngineSettings settings, TaskBuilder... tasks) {
    Journey journey = new Journey(settings);
    journey.publish(tasks);
    return journey;
  }

  Journey publish(TaskBuilder... tasks) {
    for (TaskBuilder task : tasks) {
      Offer offer = catalog.offer(task.build());
      assertThat(offer.violations()).isEmpty();
      catalog = offer.catalog();
    }
    return this;
  }

  Journey at(String instant) {
    time = Instant.parse(instant);
    receivedAt = time;
    return this;
  }

  Journey at(String instant, String received) {
    time = Instant.parse(instant);
    receivedAt = Instant.parse(received);
    return this;
  }

  Journey in(String zone) {
    timezone = zone;
    return this;
  }

  /** A new event, with attributes as name, value, name, value … */
  Journey does(String behavior, Object... attributes) {
    events++;
    return sends("e-" + events, behavior, attributes);
  }

  Journey doesTimes(int times, String behavior) {
    for (int i = 0; i < times; i++) {
      does(behavior);
    }
    return this;
  }

  Journey sends(String eventId, String behavior, Object... attributes) {
    Map<String, Object> map = new HashMap<>();
    for (int i = 0; i < attributes.length; i += 2) {
      Object value = attributes[i + 1];
      map.put(
          (String) attributes[i],
          value instanceof Integer number ? BigDecimal.valueOf(number) : value);
    }
    Event event = new Event(eventId, USER, behavior, time, timezone, map, receivedAt);
    outcome = engine.decide(state, event, catalog, sets);
    sets.apply(outcome.sets());
    state = UserStateCodec.decode(UserStateCodec.encode(outcome.state()));
    assertThat(state).isEqualTo(outcome.state());
    sets.expectOnly(state);
    return this;
  }

  Journey expires(String receivedBefore) {
    AfterExpiry afterExpiry = engine.expire(state, Instant.parse(receivedBefore), catalog);
    sets.apply(afterExpiry.sets());
    sets.expectOnly(afterExpiry.state());
    state = afterExpiry.state();
    return this;
  }

  Instant nextExpiry() {
    return engine.nextExpiry(state, catalog);
  }

  /** What the last event was decided to be. */
  Journey gives(DecisionCode... codes) {
    assertThat(outcome.decisions()).extracting(Decision::decision).containsExactly(codes);
    return this;
  }

  /** The last event's grants. */
  Journey grants(ExpectedGrant... grants) {
    assertThat(outcome.grants()).map(ExpectedGrant::of).containsExactly(grants);
    return this;
  }

  /** What the last event's only decision shows before and after. */
  Journey shows(Map<String, String> before, Map<String, String> after) {
    assertThat(plain(decision().before())).isEqualTo(before);
    assertThat(plain(decision().after())).isEqualTo(after);
    return this;
  }

  /** The same for a task of one objective, {@code o}. */
  Journey shows(String before, String after) {
    return shows(Map.of("o", before), Map.of("o", after));
  }

  Decision decision() {
    assertThat(outcome.decisions()).hasSize(1);
    return outcome.decisions().get(0);
  }

  List<Grant> granted() {
    return outcome.grants();
  }

  List<Progress> progress() {
    return outcome.progress();
  }

  EventOutcome outcome() {
    return outcome;
  }

  HeldApart sets() {
    return sets;
  }

  UserState state() {
    return state;
  }

  static EngineSettings horizon(String duration) {
    return new EngineSettings(Duration.parse(duration));
  }

  private static Map<String, String> plain(Map<String, BigDecimal> amounts) {
    Map<String, String> plain = new HashMap<>();
    amounts.forEach((id, amount) -> plain.put(id, amount.toPlainString()));
    return plain;
  }
}
