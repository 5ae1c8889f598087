package io.renwu.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.streaming.api.functions.co.CoProcessFunction;
import org.apache.flink.streaming.api.operators.co.CoProcessOperator;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

class UntimedWatermarksTest {
  /** Events at the first input, elements without a time at the second. */
  @Test
  @SuppressWarnings("try") // the harness declares close() throws Exception
  void onlyTheOtherInputAdvancesTheWatermark() throws Exception {
    try (var harness =
        new TwoInputStreamOperatorTestHarness<>(new CoProcessOperator<>(new Ignoring()))) {
      harness.open();
      WatermarkGenerator<String> timeless = new UntimedWatermarks<>();
      timeless.onEvent("rule", 5_000, new SecondInput(harness));
      timeless.onPeriodicEmit(new SecondInput(harness));
      harness.processWatermark1(at(100));
      assertThat(harness.getOutput()).contains(at(100));
      harness.processWatermarkStatus1(WatermarkStatus.IDLE);
      timeless.onPeriodicEmit(new SecondInput(harness));
      harness.processWatermarkStatus1(WatermarkStatus.ACTIVE);
      harness.processWatermark1(at(200));
      assertThat(harness.getOutput())
          .contains(at(200))
          .filteredOn(org.apache.flink.streaming.api.watermark.Watermark.class::isInstance)
          .hasSize(2);
    }
  }

  private static org.apache.flink.streaming.api.watermark.Watermark at(long millis) {
    return new org.apache.flink.streaming.api.watermark.Watermark(millis);
  }

  private static final class Ignoring extends CoProcessFunction<String, String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement1(String value, Context context, Collector<String> out) {}

    @Override
    public void processElement2(String value, Context context, Collector<String> out) {}
  }

  /** Passes to the second input what a source would. */
  private record SecondInput(TwoInputStreamOperatorTestHarness<String, String, String> harness)
      implements WatermarkOutput {
    @Override
    public void emitWatermark(Watermark watermark) {
      run(() -> harness.processWatermark2(at(watermark.getTimestamp())));
    }

    @Override
    public void markIdle() {
      run(() -> harness.processWatermarkStatus2(WatermarkStatus.IDLE));
    }

    @Override
    public void markActive() {
      run(() -> harness.processWatermarkStatus2(WatermarkStatus.ACTIVE));
    }

    private static void run(org.apache.flink.util.function.ThrowingRunnable<Exception> action) {
      try {
        action.run();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }
}
