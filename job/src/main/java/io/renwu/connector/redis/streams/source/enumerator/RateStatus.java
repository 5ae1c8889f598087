package io.renwu.connector.redis.streams.source.enumerator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renwu.connector.redis.streams.client.RateDocument;
import io.renwu.connector.redis.streams.client.RateReport.Achieved;
import io.renwu.connector.redis.streams.source.event.ReaderReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The document under the status key.
 *
 * @param atMillis when it was made, epoch milliseconds
 * @param set the control document in force, or null: unlimited
 * @param problem what is wrong with a newer control document, or null
 * @param perSecond the rate in force, by the document and its schedule; infinite = unlimited
 * @param span the name of the schedule's span that holds, or null
 * @param achieved what is taken
 * @param depth offsets between the readers and the ends of their streams
 * @param drainSeconds until nothing waits; 0 = nothing does, -1 = it does not grow less
 * @param unusedTokens that nobody took in time, or that expired with readers
 * @param streams known streams
 * @param lanes how each lane fares
 * @param readers the last report of each reader
 */
record RateStatus(
    long atMillis,
    RateDocument set,
    String problem,
    double perSecond,
    String span,
    Achieved achieved,
    long depth,
    double drainSeconds,
    long unusedTokens,
    int streams,
    List<LaneStatus> lanes,
    Map<Integer, ReaderReport> readers) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What may be taken: 0 while paused, -1 = unlimited. */
  double allowedPerSecond() {
    if (set != null && set.paused()) {
      return 0;
    }
    return perSecond == Double.POSITIVE_INFINITY ? -1 : perSecond;
  }

  String toJson() {
    ObjectNode node = JSON.createObjectNode();
    node.put("at", Instant.ofEpochMilli(atMillis).toString());
    node.put("version", set == null ? 0 : set.version());
    node.put("rate", perSecond == Double.POSITIVE_INFINITY ? null : perSecond);
    node.put("span", span);
    node.put("paused", set != null && set.paused());
    node.put("problem", problem);
    put(node, achieved);
    node.put("depth", depth);
    node.put("drainSeconds", drainSeconds < 0 ? null : tenths(drainSeconds));
    node.put("unusedTokens", unusedTokens);
    node.put("streams", streams);
    ArrayNode allLanes = node.putArray("lanes");
    for (LaneStatus lane : lanes) {
      put(allLanes.addObject().put("lane", lane.name()), lane.achieved())
          .put("ready", lane.ready())
          .put("waitP50Millis", lane.waitP50Millis())
          .put("waitP99Millis", lane.waitP99Millis());
    }
    ArrayNode all = node.putArray("readers");
    new TreeMap<>(readers)
        .forEach(
            (reader, report) ->
                all.addObject()
                    .put("reader", reader)
                    .put("emitted", report.emitted())
                    .put("ready", report.ready())
                    .put("depth", report.depth())
                    .put("oldestAgeMillis", report.oldestAgeMillis())
                    .put("throttledMillis", report.throttledMillis()));
    return node.toString();
  }

  private static ObjectNode put(ObjectNode node, Achieved achieved) {
    return node.put("achieved1s", tenths(achieved.over1s()))
        .put("achieved10s", tenths(achieved.over10s()))
        .put("achieved60s", tenths(achieved.over60s()));
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
