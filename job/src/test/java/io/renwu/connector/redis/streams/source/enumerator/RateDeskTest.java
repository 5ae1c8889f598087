package io.renwu.connector.redis.streams.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.client.RateDocument;
import io.renwu.connector.redis.streams.source.event.ReaderReport;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateDeskTest {
  private static final long SECOND = 1_000_000_000L;

  private final RateDesk desk = new RateDesk(0);

  private static Optional<String> document(long version, Double rate, boolean paused) {
    return Optional.of(new RateDocument(version, rate, paused, "me", "now", "why").toJson());
  }

  private static ReaderReport report(long version, long demand, long emitted) {
    return new ReaderReport(version, demand, 0, emitted, 7, 8, 9);
  }

  @Test
  void nothingPassesBeforeTheRateIsKnown() {
    desk.register(0);
    desk.report(0, report(0, 1000, 0), 0);
    assertThat(desk.opening().unlimited()).isFalse();
    assertThat(desk.grant(SECOND)).isEmpty();
    assertThat(desk.control(document(1, 100.0, true), SECOND)).isTrue();
    assertThat(desk.opening().unlimited()).isFalse();
    assertThat(desk.grant(2 * SECOND)).isEmpty();
  }

  @Test
  void aBrokenDocumentThatIsTheFirstIsAsGoodAsNone() {
    desk.register(0);
    assertThat(desk.control(Optional.of("nonsense"), 0)).isTrue();
    assertThat(desk.opening().unlimited()).isTrue();
    assertThat(desk.status(0, 0, 1).toJson()).contains("\"problem\":\"not JSON");
  }

  @Test
  void isUnlimitedWhereNothingIsSet() {
    desk.register(0);
    assertThat(desk.control(Optional.empty(), 0)).isTrue();
    assertThat(desk.opening().unlimited()).isTrue();
    assertThat(desk.control(Optional.empty(), 0)).isFalse();
    assertThat(desk.control(document(1, 100.0, false), 0)).isTrue();
    assertThat(desk.opening().unlimited()).isFalse();
    desk.report(0, report(1, 1000, 0), 0);
    assertThat(desk.grant(SECOND / 10).get(0).tokens()).isEqualTo(10);
    assertThat(desk.control(document(1, 100.0, false), SECOND)).isFalse();
    assertThat(desk.control(document(2, 100.0, true), SECOND)).isTrue();
    assertThat(desk.grant(2 * SECOND)).isEmpty();
    assertThat(desk.control(Optional.empty(), 2 * SECOND)).isTrue();
    assertThat(desk.opening().unlimited()).isTrue();
  }

  @Test
  void aBrokenDocumentChangesNothingAndIsNamed() {
    desk.control(document(1, 5.0, false), 0);
    long version = desk.opening().version();
    assertThat(desk.control(Optional.of("{\"version\":2,\"rate\":-1}"), 0)).isFalse();
    assertThat(desk.control(Optional.of("nonsense"), 0)).isFalse();
    assertThat(desk.opening().version()).isEqualTo(version);
    assertThat(desk.status(SECOND, 0, 1).toJson())
        .contains("\"rate\":5.0")
        .contains("\"problem\":\"not JSON");
  }

  @Test
  void reportsWhatIsAchieved() {
    desk.register(0);
    desk.register(1);
    for (int second = 0; second <= 20; second++) {
      desk.report(0, report(0, 0, second * 100L), second * SECOND);
      desk.report(1, report(0, 0, second * 50L), second * SECOND);
      desk.status(second * SECOND, 0, 3);
    }
    desk.register(1);
    desk.report(1, report(0, 0, 10), 21 * SECOND);
    RateStatus status = desk.status(21 * SECOND, 1_000, 3);
    assertThat(status.achieved1s()).isEqualTo(10);
    assertThat(status.achieved10s()).isEqualTo((9 * 150 + 10) / 10.0);
    assertThat(status.toJson())
        .contains("\"at\":\"1970-01-01T00:00:01Z\"")
        .contains("\"rate\":null")
        .contains("\"streams\":3")
        .contains("\"reader\":0,\"emitted\":2000");
  }
}
