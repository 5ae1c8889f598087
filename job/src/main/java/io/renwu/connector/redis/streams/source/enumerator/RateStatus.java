package io.renwu.connector.redis.streams.source.enumerator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renwu.connector.redis.streams.client.RateDocument;
import io.renwu.connector.redis.streams.source.event.ReaderReport;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The document under the status key.
 *
 * @param atMillis when it was made, epoch milliseconds
 * @param set the control document in force, or null: unlimited
 * @param problem what is wrong with a newer control document, or null
 * @param achieved1s records a second over the last second
 * @param achieved10s records a second over the last ten
 * @param streams known streams
 * @param readers the last report of each reader
 */
record RateStatus(
    long atMillis,
    RateDocument set,
    String problem,
    double achieved1s,
    double achieved10s,
    int streams,
    Map<Integer, ReaderReport> readers) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String toJson() {
    ObjectNode node = JSON.createObjectNode();
    node.put("at", Instant.ofEpochMilli(atMillis).toString());
    node.put("version", set == null ? 0 : set.version());
    node.put("rate", set == null ? null : set.rate());
    node.put("paused", set != null && set.paused());
    node.put("problem", problem);
    node.put("achieved1s", tenths(achieved1s));
    node.put("achieved10s", tenths(achieved10s));
    node.put("streams", streams);
    ArrayNode all = node.putArray("readers");
    new TreeMap<>(readers)
        .forEach(
            (reader, report) ->
                all.addObject()
                    .put("reader", reader)
                    .put("emitted", report.emitted())
                    .put("ready", report.demand())
                    .put("depth", report.depth())
                    .put("oldestAgeMillis", report.oldestAgeMillis())
                    .put("throttledMillis", report.throttledMillis()));
    return node.toString();
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
