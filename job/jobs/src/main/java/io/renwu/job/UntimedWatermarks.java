package io.renwu.job;

import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * For elements without a time: their input neither holds back the time of others nor moves it. It
 * is idle for ever; a last watermark instead would be the only one left, and so the time of all, as
 * soon as the others fall idle.
 */
final class UntimedWatermarks<T> implements WatermarkGenerator<T> {
  @Override
  public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {}

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.markIdle();
  }
}
