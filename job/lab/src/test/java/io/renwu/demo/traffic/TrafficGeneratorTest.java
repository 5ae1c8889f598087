package io.renwu.demo.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficGeneratorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long START_MILLIS = 1_795_000_000_000L;

  @Test
  void trafficDependsOnTheSeed() {
    List<TrafficRecord> one = play(7, 100, 2_000, 5);
    List<TrafficRecord> two = play(7, 100, 2_000, 5);
    assertThat(two).usingRecursiveFieldByFieldElementComparator().isEqualTo(one);
    assertThat(play(8, 100, 2_000, 5))
        .usingRecursiveFieldByFieldElementComparator()
        .isNotEqualTo(one);
  }

  @Test
  void timestampsNeverGoBackEvenIfTheClockDoes() {
    TrafficGenerator traffic = new TrafficGenerator(1, 10);
    traffic.next(START_MILLIS);
    assertThat(traffic.next(START_MILLIS - 5_000).timestampMillis()).isEqualTo(START_MILLIS);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void usersSettleBeforeTheyAreSocial(long seed) throws IOException {
    Map<String, Long> started = new HashMap<>();
    Set<String> social = new HashSet<>();
    for (TrafficRecord record : withoutResends(play(seed, 300, 30_000, 4))) {
      long timeMillis = timeMillis(record);
      switch (record.behavior()) {
        case TrafficBehaviors.REGISTER, TrafficBehaviors.COMPLETE_PROFILE -> {
          assertThat(social).as("seed %s, %s", seed, record).doesNotContain(record.userId());
          started.put(record.userId(), record.timestampMillis());
        }
        case TrafficBehaviors.COMMENT, TrafficBehaviors.FAVORITE -> {
          social.add(record.userId());
          Long startedMillis = started.get(record.userId());
          if (startedMillis != null) {
            assertThat(timeMillis - startedMillis)
                .as("seed %s, %s", seed, record)
                .isGreaterThanOrEqualTo(TrafficGenerator.SETTLED_MILLIS);
          }
        }
        default -> assertThat(timeMillis).isLessThanOrEqualTo(record.timestampMillis());
      }
    }
    assertThat(social).hasSizeGreaterThan(100);
    assertThat(started).hasSizeGreaterThan(100);
  }

  @Test
  void trafficHasEveryKindOfRecord() throws IOException {
    List<TrafficRecord> records = play(11, 300, 30_000, 4);
    Set<Breakage> breakages = EnumSet.noneOf(Breakage.class);
    Map<String, Integer> byUser = new HashMap<>();
    Set<String> behaviors = new HashSet<>();
    int late = 0;
    int zoned = 0;
    for (TrafficRecord record : records) {
      byUser.merge(record.userId(), 1, Integer::sum);
      behaviors.add(record.behavior());
      if (record.broken()) {
        breakages.add(record.breakage());
      } else {
        late += record.timestampMillis() - timeMillis(record) > 60_000 ? 1 : 0;
        zoned += JSON.readTree(record.value()).has("timezone") ? 1 : 0;
      }
    }
    assertThat(breakages).isEqualTo(EnumSet.allOf(Breakage.class));
    assertThat(behaviors).containsExactlyInAnyOrderElementsOf(TrafficBehaviors.ALL);
    assertThat(late).isBetween(300, 1_500);
    assertThat(zoned).isBetween(20_000, 29_000);
    long good = records.stream().filter(record -> !record.broken()).count();
    assertThat(good - withoutResends(records).size()).isBetween(300L, 1_500L);
    List<Integer> ranked = byUser.values().stream().sorted((a, b) -> b - a).toList();
    assertThat(ranked.get(0)).as("the busiest user").isBetween(300, 2_000);
    assertThat(ranked.get(ranked.size() / 2)).as("the user in the middle").isLessThan(30);
  }

  private static List<TrafficRecord> play(long seed, int users, int records, int stepMillis) {
    TrafficGenerator traffic = new TrafficGenerator(seed, users);
    List<TrafficRecord> played = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      played.add(traffic.next(START_MILLIS + (long) i * stepMillis));
    }
    return played;
  }

  /** The usable records, each event once. */
  private static List<TrafficRecord> withoutResends(List<TrafficRecord> records)
      throws IOException {
    Set<String> seen = new HashSet<>();
    List<TrafficRecord> first = new ArrayList<>();
    for (TrafficRecord record : records) {
      if (!record.broken() && seen.add(JSON.readTree(record.value()).get("eventId").asText())) {
        first.add(record);
      }
    }
    return first;
  }

  private static long timeMillis(TrafficRecord record) throws IOException {
    JsonNode time = JSON.readTree(record.value()).get("time");
    return time.isNumber()
        ? time.longValue()
        : OffsetDateTime.parse(time.textValue()).toInstant().toEpochMilli();
  }
}
