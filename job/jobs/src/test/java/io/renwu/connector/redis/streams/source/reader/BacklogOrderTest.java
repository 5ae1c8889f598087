package io.renwu.connector.redis.streams.source.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.catalog.TaskCatalog;
import io.renwu.connector.redis.streams.LaneTopics;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.FakeRedisStreams;
import io.renwu.connector.redis.streams.source.config.ReaderRate;
import io.renwu.document.TaskDocuments;
import io.renwu.engine.EngineSettings;
import io.renwu.engine.EventOutcome;
import io.renwu.engine.LargeSets;
import io.renwu.engine.TaskEngine;
import io.renwu.engine.UserState;
import io.renwu.limit.Lane;
import io.renwu.limit.Lanes;
import io.renwu.limit.ReadRules;
import io.renwu.model.Event;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The queue holds an hour of behaviors of topics with very different volumes: each user logs in,
 * watches videos and adds a favorite, seconds apart. A task requires the three in this order.
 */
class BacklogOrderTest {
  private static final StreamId LOGIN = new StreamId("behavior.login", 0);
  private static final StreamId VIEW = new StreamId("behavior.view", 0);
  private static final StreamId FAVORITE = new StreamId("behavior.favorite", 0);
  private static final Instant START = Instant.parse("2026-11-27T04:00:00Z");
  private static final int USERS = 300;
  private static final int VIEWS_OF_OTHERS = 20_000;
  private static final int PER_ENTRY = 100;
  private static final String TASK =
      """
      {"taskId": "first-steps", "version": 1, "name": "First steps", "completion": "SEQUENCE",
       "objectives": [
         {"id": "in", "behaviors": ["login"], "aggregation": {"function": "COUNT"}, "target": 1},
         {"id": "seen", "behaviors": ["view"], "aggregation": {"function": "COUNT"}, "target": 1},
         {"id": "liked", "behaviors": ["favorite"], "aggregation": {"function": "COUNT"}, "target": 1}],
       "rewards": [{"rewardId": "points", "type": "POINTS", "amount": 10}]}
      """;

  private final FakeRedisStreams redis = new FakeRedisStreams();
  private final Map<String, String> users = new HashMap<>();

  private record Behavior(StreamId stream, long millis, String user) {}

  @Test
  void findsEverySequenceInABacklog() throws IOException {
    append();
    assertThat(completed(readAll(Lanes.ONE, LaneTopics.ONE, Double.POSITIVE_INFINITY)))
        .isEqualTo(USERS);
  }

  @Test
  void findsEverySequenceWithFewTokensPerLease() throws IOException {
    append();
    assertThat(completed(readAll(Lanes.ONE, LaneTopics.ONE, 50_000))).isEqualTo(USERS);
  }

  /** As docs/rate.md says, there is no order between lanes. */
  @Test
  void lanesDoNotKeepTheOrder() throws IOException {
    append();
    Lane others = new Lane("others", 1, false, Double.POSITIVE_INFINITY);
    Lane favorites = new Lane("favorites", 1, true, Double.POSITIVE_INFINITY);
    List<String> elements =
        readAll(
            new Lanes(List.of(others, favorites), 0),
            new LaneTopics(Map.of(FAVORITE.topic(), 1), 0),
            Double.POSITIVE_INFINITY);
    assertThat(completed(elements)).isLessThan(USERS);
  }

  private void append() {
    Random random = new Random(20261127);
    List<Behavior> all = new ArrayList<>();
    long hourMillis = Duration.ofHours(1).toMillis();
    for (int user = 0; user < USERS; user++) {
      long millis = random.nextLong(hourMillis - 60_000);
      all.add(new Behavior(LOGIN, millis, "u" + user));
      millis += 1_000 + random.nextLong(5_000);
      all.add(new Behavior(VIEW, millis, "u" + user));
      millis += 1_000 + random.nextLong(5_000);
      all.add(new Behavior(FAVORITE, millis, "u" + user));
    }
    for (int i = 0; i < VIEWS_OF_OTHERS; i++) {
      all.add(new Behavior(VIEW, random.nextLong(hourMillis), "v" + random.nextInt(1_000)));
    }
    all.sort(Comparator.comparingLong(Behavior::millis));
    for (StreamId stream : List.of(LOGIN, VIEW, FAVORITE)) {
      List<Behavior> own = all.stream().filter(b -> b.stream().equals(stream)).toList();
      for (int from = 0; from < own.size(); from += PER_ENTRY) {
        List<Behavior> entry = own.subList(from, Math.min(own.size(), from + PER_ENTRY));
        ReaderHarness.append(
            redis, stream, from, entry.stream().mapToLong(Behavior::millis).toArray());
        for (int i = 0; i < entry.size(); i++) {
          users.put(stream + "@" + (from + i), entry.get(i).user());
        }
      }
    }
  }

  /** All events in the order in which a reader reads them. */
  private List<String> readAll(Lanes lanes, LaneTopics topics, double perSecond)
      throws IOException {
    try (ReaderHarness harness =
        new ReaderHarness(redis, Duration.ofHours(1), ReaderRate.CONTROLLED)) {
      harness.rules(new ReadRules(1, perSecond, false, ReadRules.DEFAULT_BURST, lanes), topics);
      for (StreamId stream : List.of(VIEW, FAVORITE, LOGIN)) {
        harness.assign(stream, 0);
      }
      while (harness.output.elements.size() < users.size()) {
        if (perSecond < Double.POSITIVE_INFINITY) {
          harness.lease(1, 97L);
        }
        harness.run(2);
      }
      return harness.output.elements;
    }
  }

  /** The number of users who complete the task. */
  private long completed(List<String> elements) {
    TaskCatalog tasks =
        TaskCatalog.empty()
            .offer(TaskDocuments.parse(TASK.getBytes(UTF_8)).get(0).task())
            .catalog();
    TaskEngine engine = new TaskEngine(EngineSettings.DEFAULTS);
    Map<String, UserState> states = new HashMap<>();
    long grants = 0;
    for (String element : elements) {
      String[] parts = element.split("[@=]", -1);
      String user = users.get(parts[0] + "@" + parts[1]);
      Instant time = START.plusMillis(Long.parseLong(parts[2]));
      Event event =
          Event.of(
                  parts[0] + "@" + parts[1],
                  user,
                  StreamId.parse(parts[0]).topic().substring("behavior.".length()),
                  time)
              .build();
      UserState before = states.getOrDefault(user, UserState.empty());
      EventOutcome outcome = engine.decide(before, event, tasks, LargeSets.NONE);
      states.put(user, outcome.state());
      grants += outcome.grants().size();
    }
    assertThat(elements).doesNotHaveDuplicates().hasSize(users.size());
    return grants;
  }
}
