package io.renwu.connector.redis.streams.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.control.AdaptiveDocument;
import io.renwu.connector.redis.streams.control.LaneDocument;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.control.RateReport;
import io.renwu.connector.redis.streams.control.RateReport.Adapted;
import io.renwu.connector.redis.streams.control.ScheduleDocument;
import io.renwu.connector.redis.streams.source.config.InitialRate;
import io.renwu.connector.redis.streams.source.event.BoundsEvent;
import io.renwu.connector.redis.streams.source.event.LaneReport;
import io.renwu.connector.redis.streams.source.event.ReaderReport;
import io.renwu.limit.AdaptiveRate.Phase;
import io.renwu.limit.DriftBounds;
import io.renwu.limit.LaneDemand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateCoordinatorTest {
  private static final long SECOND = 1_000_000_000L;

  private final RateCoordinator rates = new RateCoordinator(0, InitialRate.UNLIMITED, null, 0);

  private static Optional<String> document(long version, Double rate, boolean paused) {
    return Optional.of(RateDocument.of(version, rate, paused, "me", "now", "why").toJson());
  }

  private static ReaderReport report(long version, long demand, long emitted) {
    return new ReaderReport(
        version,
        List.of(new LaneReport(new LaneDemand(demand, 0), DriftBounds.NONE, emitted, 5, 6)),
        emitted,
        0,
        7,
        8,
        9);
  }

  @Test
  void nothingIsGrantedBeforeTheRateIsKnown() {
    rates.register(0);
    rates.report(0, report(0, 1000, 0), 0);
    assertThat(rates.rulesEvent().rules().isFree(0)).isFalse();
    assertThat(rates.grant(SECOND)).isEmpty();
    assertThat(rates.updateDocument(document(1, 100.0, true), SECOND, 0)).isTrue();
    assertThat(rates.rulesEvent().rules().isFree(0)).isFalse();
    assertThat(rates.grant(2 * SECOND)).isEmpty();
  }

  @Test
  void nothingIsReadWhileClosed() {
    rates.updateDocument(Optional.empty(), 0, 0);
    assertThat(rates.close(false, 0)).isFalse();
    assertThat(rates.close(true, 0)).isTrue();
    assertThat(rates.rulesEvent().rules().isFree(0)).isFalse();
    rates.updateDocument(document(1, 100.0, false), 0, 0);
    assertThat(rates.rulesEvent().rules().paused()).isTrue();
    assertThat(rates.close(false, 0)).isTrue();
    assertThat(rates.rulesEvent().rules().perSecond()).isEqualTo(100);
  }

  @Test
  void anUnreadableFirstDocumentCountsAsNone() {
    rates.register(0);
    assertThat(rates.updateDocument(Optional.of("nonsense"), 0, 0)).isTrue();
    assertThat(rates.rulesEvent().rules().isFree(0)).isTrue();
    assertThat(rates.report(0, 0, 1).toJson()).contains("\"problem\":\"not JSON");
  }

  @Test
  void isUnlimitedWithoutADocument() {
    rates.register(0);
    assertThat(rates.updateDocument(Optional.empty(), 0, 0)).isTrue();
    assertThat(rates.rulesEvent().rules().isFree(0)).isTrue();
    assertThat(rates.updateDocument(Optional.empty(), 0, 0)).isFalse();
    assertThat(rates.updateDocument(document(1, 100.0, false), 0, 0)).isTrue();
    assertThat(rates.rulesEvent().rules().isFree(0)).isFalse();
    rates.report(0, report(1, 1000, 0), 0);
    assertThat(rates.grant(SECOND / 10)).as("asked under other rules").isEmpty();
    rates.report(0, report(2, 1000, 0), SECOND / 10);
    assertThat(rates.grant(SECOND / 10).get(0).sum()).isEqualTo(10);
    assertThat(rates.updateDocument(document(1, 100.0, false), SECOND, 0)).isFalse();
    assertThat(rates.updateDocument(document(2, 100.0, true), SECOND, 0)).isTrue();
    assertThat(rates.grant(2 * SECOND)).isEmpty();
  }

  @Test
  void anUnreadableDocumentChangesNothingAndIsReported() {
    rates.updateDocument(document(1, 5.0, false), 0, 0);
    long version = rates.rulesEvent().rules().version();
    assertThat(rates.updateDocument(Optional.of("{\"version\":2,\"rate\":-1}"), 0, 0)).isFalse();
    assertThat(rates.updateDocument(Optional.of("nonsense"), 0, 0)).isFalse();
    assertThat(rates.rulesEvent().rules().version()).isEqualTo(version);
    assertThat(rates.report(SECOND, 0, 1).toJson())
        .contains("\"rate\":5.0")
        .contains("\"problem\":\"not JSON");
  }

  @Test
  void reportsTheAchievedRate() {
    rates.register(0);
    rates.register(1);
    for (int second = 0; second <= 20; second++) {
      rates.report(0, report(0, 0, second * 100L), second * SECOND);
      rates.report(1, report(0, 0, second * 50L), second * SECOND);
      rates.report(second * SECOND, 0, 3);
    }
    rates.register(1);
    rates.report(1, report(0, 0, 10), 21 * SECOND);
    RateReport status = rates.report(21 * SECOND, 1_000, 3);
    assertThat(status.achieved().over1s()).isEqualTo(10);
    assertThat(status.achieved().over10s()).isEqualTo((9 * 150 + 10) / 10.0);
    assertThat(status.toJson())
        .contains("\"at\":\"1970-01-01T00:00:01Z\"")
        .contains("\"rate\":null")
        .contains("\"streams\":3")
        .contains("\"reader\":0,\"emitted\":2000");
  }

  @Test
  void theScheduleReplacesTheRate() {
    RateDocument rules =
        RateDocument.of(1, 100.0, false, "me", "now", "")
            .withSchedule(
                new ScheduleDocument(
                    "Asia/Shanghai",
                    List.of(new ScheduleDocument.Span("night", null, "22:00", "06:00", 20_000.0))));
    long eveningMillis = Instant.parse("2026-11-27T13:59:59.950Z").toEpochMilli();
    rates.updateDocument(Optional.of(rules.toJson()), 0, eveningMillis);
    assertThat(rates.rulesEvent().rules().perSecond()).isEqualTo(100);
    assertThat(rates.updateRate(SECOND, eveningMillis + 49)).isFalse();
    assertThat(rates.updateRate(SECOND, eveningMillis + 50)).isTrue();
    assertThat(rates.rulesEvent().rules().perSecond()).isEqualTo(20_000);
    assertThat(rates.report(SECOND, eveningMillis + 50, 1).toJson())
        .contains("\"rate\":20000.0")
        .contains("\"span\":\"night\"");
  }

  private static RateDocument adaptive(Double rate, String signal, double ceiling) {
    return RateDocument.of(1, rate, false, "me", "now", "")
        .withAdaptive(new AdaptiveDocument(signal, 100, 10, ceiling, 1L));
  }

  @Test
  void theRateFollowsTheDownstreamLag() {
    assertThat(rates.adaptation().signal()).isEmpty();
    rates.updateDocument(Optional.of(adaptive(null, "a", 1_000).toJson()), 0, 0);
    assertThat(rates.adaptation().signal()).contains("a");
    assertThat(rates.rulesEvent().rules().perSecond()).as("not read yet").isEqualTo(10);
    rates.adaptation().read("another", 0, 0, 0);
    assertThat(rates.updateRate(SECOND, 0)).isFalse();
    rates.adaptation().read("a", 0, SECOND, 5_000);
    assertThat(rates.updateRate(SECOND, 0)).isTrue();
    assertThat(rates.rulesEvent().rules().perSecond()).isEqualTo(1_000);
    rates.adaptation().read("a", 500, 2 * SECOND, 6_000);
    rates.adaptation().failed("a", "it is gone");
    assertThat(rates.updateRate(2 * SECOND, 0)).isTrue();
    assertThat(rates.rulesEvent().rules().perSecond()).isEqualTo(700);
    assertThat(rates.report(2 * SECOND, 0, 1).adapted())
        .isEqualTo(
            new Adapted("a", 500.0, "1970-01-01T00:00:06Z", 700, Phase.FAR_BEHIND, "it is gone"));
    assertThat(RateReport.parse(rates.report(2 * SECOND, 0, 1).toJson()))
        .isEqualTo(rates.report(2 * SECOND, 0, 1));

    rates.updateDocument(Optional.of(adaptive(null, "a", 300).toJson()), 2 * SECOND, 0);
    assertThat(rates.rulesEvent().rules().perSecond()).as("another ceiling").isEqualTo(300);
    rates.updateDocument(Optional.of(adaptive(50.0, "a", 300).toJson()), 2 * SECOND, 0);
    assertThat(rates.rulesEvent().rules().perSecond()).as("never above what is set").isEqualTo(50);
    rates.updateDocument(Optional.of(adaptive(0.0, "a", 300).toJson()), 2 * SECOND, 0);
    assertThat(rates.rulesEvent().rules().perSecond()).as("0 wins over the floor").isZero();
    rates.updateDocument(Optional.of(adaptive(null, "b", 300).toJson()), 2 * SECOND, 0);
    assertThat(rates.rulesEvent().rules().perSecond()).as("another signal").isEqualTo(10);
    rates.updateDocument(document(2, 50.0, false), 2 * SECOND, 0);
    assertThat(rates.rulesEvent().rules().perSecond()).as("cleared").isEqualTo(50);
    assertThat(rates.report(2 * SECOND, 0, 1).adapted()).isNull();
  }

  private static ReaderReport at(long version, long positionMillis) {
    LaneReport lane = new LaneReport(new LaneDemand(0, 0), positionMillis, 0, 0, 0);
    return new ReaderReport(version, List.of(lane), 0, 0, 0, 0, 0);
  }

  @Test
  void readersAreBoundByTheSlowestWithABacklog() {
    RateCoordinator bounded = new RateCoordinator(100, InitialRate.UNLIMITED, null, 0);
    bounded.updateDocument(Optional.empty(), 0, 0);
    bounded.register(0);
    bounded.register(1);
    bounded.report(0, at(1, 5_000), 0);
    assertThat(bounded.bounds(2, false).orElseThrow().lanes()).containsExactly(DriftBounds.CLOSED);
    bounded.report(1, at(1, 4_000), 0);
    assertThat(bounded.bounds(2, false))
        .contains(new BoundsEvent(1, new ArrayList<>(List.of(4_100L))));
    assertThat(bounded.bounds(2, false)).as("sent already").isEmpty();
    bounded.updateDocument(document(1, 100.0, false), 0, 0);
    assertThat(bounded.bounds(2, false)).as("the same lanes").isPresent();
    bounded.report(1, at(1, 9_000), 0);
    assertThat(bounded.bounds(2, false)).as("of other rules").isEmpty();
    bounded.report(1, at(2, DriftBounds.NONE), 0);
    assertThat(bounded.bounds(2, false).orElseThrow().lanes()).containsExactly(5_100L);
    bounded.assigned(1);
    assertThat(bounded.bounds(2, false).orElseThrow().lanes()).containsExactly(DriftBounds.CLOSED);
    assertThat(bounded.bounds(2, true).orElseThrow().lanes()).containsExactly(DriftBounds.NONE);
  }

  @Test
  void lanesAreCountedByTheirNames() {
    RateDocument lanes =
        RateDocument.of(1, 100.0, false, "me", "now", "")
            .withLanes(
                List.of(
                    new LaneDocument("first", List.of("a"), null, true, null),
                    new LaneDocument("rest", List.of("*"), 2.0, null, null)),
                0.2);
    rates.updateDocument(Optional.of(lanes.toJson()), 0, 0);
    assertThat(rates.rulesEvent().topics().laneOf(new StreamId("a", 0))).isZero();
    assertThat(rates.rulesEvent().topics().laneOf(new StreamId("b", 0))).isEqualTo(1);
    rates.register(0);
    rates.report(0, 0, 1);
    rates.report(0, lanes(1, 10, 20), SECOND);
    rates.report(SECOND, 0, 1);
    rates.updateDocument(Optional.of(lanes.withPaused(true).toJson()), SECOND, 0);
    rates.report(0, lanes(1, 11, 21), SECOND);
    rates.report(0, lanes(2, 5, 0), 2 * SECOND);
    RateReport status = rates.report(2 * SECOND, 0, 1);
    assertThat(status.lanes().get(0).achieved().over10s()).isEqualTo(7.5);
    assertThat(status.lanes().get(1).achieved().over10s()).isEqualTo(10);
    assertThat(status.allowedPerSecond()).isZero();
  }

  private static ReaderReport lanes(long version, long... emitted) {
    List<LaneReport> lanes =
        Arrays.stream(emitted)
            .mapToObj(count -> new LaneReport(new LaneDemand(0, 0), DriftBounds.NONE, count, 0, 0))
            .toList();
    return new ReaderReport(version, lanes, 0, 0, 0, 0, 0);
  }
}
