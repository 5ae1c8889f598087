package io.renwu.job;

import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * For elements without an event time: their input is always idle, so it neither holds back nor
 * advances the watermark. A final watermark instead would become the watermark of all as soon as
 * the other inputs fall idle.
 */
final class UntimedWatermarks<T> implements WatermarkGenerator<T> {
  @Override
  public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {}

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.markIdle();
  }
}
