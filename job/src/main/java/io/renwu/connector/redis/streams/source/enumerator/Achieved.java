package io.renwu.connector.redis.streams.source.enumerator;

/**
 * Records a second over the last seconds.
 *
 * @param over1s over the last second
 * @param over10s over the last ten
 * @param over60s over the last sixty
 */
record Achieved(double over1s, double over10s, double over60s) {
  static Achieved of(RateMeter meter) {
    return new Achieved(meter.perSecond(1), meter.perSecond(10), meter.perSecond(60));
  }
}
