package io.renwu.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.SystemClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkOutputMultiplexer;
import org.apache.flink.api.common.eventtime.WatermarkOutputMultiplexer.WatermarkUpdateListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptWatermarksTest {
  private static final Duration SLACK = Duration.ofDays(2);
  private static final Duration MAX_AHEAD = Duration.ofMinutes(5);
  private static final long NOON = 1_795_348_800_000L;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long FORTY_DAYS = 40 * 24 * HOUR;

  private static final WatermarkUpdateListener NO_LISTENER =
      new WatermarkUpdateListener() {
        @Override
        public void onWatermarkUpdate(long watermark) {}

        @Override
        public void onIdleUpdate(boolean idle) {}
      };

  private final Clock clock = new Clock();
  private final Out out = new Out();

  @Test
  void followsTheLatestReceiptMinusTheSlack() {
    WatermarkGenerator<String> stream = stream();
    read(stream, NOON - 3 * HOUR);
    read(stream, NOON - 5 * HOUR);
    assertThat(out.last()).isEqualTo(watermark(NOON - 3 * HOUR));
    read(stream, NOON);
    assertThat(out.last()).isEqualTo(watermark(NOON));
  }

  @Test
  void staysAtTheMinimumBeforeTheFirstRecord() {
    stream().onPeriodicEmit(out);
    assertThat(out.last()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void aReceiptALittleAheadCountsAsNow() {
    WatermarkGenerator<String> stream = stream();
    read(stream, NOON + 2 * MINUTE);
    assertThat(out.last()).isEqualTo(watermark(NOON));
    clock.millis = NOON + MINUTE;
    read(stream, NOON + 2 * MINUTE);
    assertThat(out.last()).isEqualTo(watermark(NOON + MINUTE));
  }

  @ParameterizedTest
  @ValueSource(longs = {NOON + 5 * MINUTE + 1, NOON + FORTY_DAYS, Long.MAX_VALUE})
  void aReceiptInTheFutureIsIgnored(long receivedAtMillis) {
    WatermarkGenerator<String> stream = stream();
    read(stream, NOON - 3 * HOUR);
    read(stream, receivedAtMillis);
    assertThat(out.last()).isEqualTo(watermark(NOON - 3 * HOUR));
    clock.millis = NOON + HOUR;
    stream.onPeriodicEmit(out);
    read(stream, NOON - HOUR);
    assertThat(out.last()).isEqualTo(watermark(NOON - HOUR));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, 0})
  void aReceiptInThePastIsIgnored(long receivedAtMillis) {
    WatermarkGenerator<String> stream = stream();
    read(stream, NOON);
    read(stream, receivedAtMillis);
    assertThat(out.last()).isEqualTo(watermark(NOON));
  }

  /**
   * Combined as Flink does: a future receipt in one stream does not advance the reader's watermark.
   */
  @Test
  void aFutureReceiptAffectsNoOtherStream() {
    WatermarkOutputMultiplexer all = new WatermarkOutputMultiplexer(out);
    all.registerNewOutput("a", NO_LISTENER);
    all.registerNewOutput("b", NO_LISTENER);
    WatermarkGenerator<String> a = stream();
    WatermarkGenerator<String> b = stream();
    a.onEvent("", NOON - HOUR, all.getDeferredOutput("a"));
    b.onEvent("", NOON - 3 * HOUR, all.getDeferredOutput("b"));
    a.onEvent("", NOON + FORTY_DAYS, all.getDeferredOutput("a"));
    a.onPeriodicEmit(all.getDeferredOutput("a"));
    b.onPeriodicEmit(all.getDeferredOutput("b"));
    all.onPeriodicEmit();
    assertThat(out.last()).isEqualTo(watermark(NOON - 3 * HOUR));
    all.getImmediateOutput("b").markIdle();
    assertThat(out.last()).isEqualTo(watermark(NOON - HOUR));
  }

  private WatermarkGenerator<String> stream() {
    return new ReceiptWatermarks<>(SLACK, MAX_AHEAD, clock);
  }

  private void read(WatermarkGenerator<String> stream, long receivedAtMillis) {
    stream.onEvent("", receivedAtMillis, out);
    stream.onPeriodicEmit(out);
  }

  private static long watermark(long receivedAtMillis) {
    return receivedAtMillis - SLACK.toMillis() - 1;
  }

  private static final class Clock implements SystemClock {
    private long millis = NOON;

    @Override
    public long nanos() {
      return 0;
    }

    @Override
    public long millis() {
      return millis;
    }
  }

  private static final class Out implements WatermarkOutput {
    private final List<Long> watermarks = new ArrayList<>();

    private long last() {
      return watermarks.get(watermarks.size() - 1);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      watermarks.add(watermark.getTimestamp());
    }

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}
  }
}
