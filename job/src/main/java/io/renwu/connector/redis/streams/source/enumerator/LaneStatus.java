package io.renwu.connector.redis.streams.source.enumerator;

import io.renwu.connector.redis.streams.client.RateReport.Achieved;

/**
 * How a lane fares.
 *
 * @param name of the lane
 * @param ready records that readers hold for it
 * @param achieved what is taken of it
 * @param waitP50Millis between receipt and taking, of half of the records that a reader took last;
 *     of the reader where it is longest
 * @param waitP99Millis the same of 99 of 100
 */
record LaneStatus(
    String name, long ready, Achieved achieved, long waitP50Millis, long waitP99Millis) {}
