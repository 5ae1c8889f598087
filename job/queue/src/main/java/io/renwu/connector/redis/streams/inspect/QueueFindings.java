package io.renwu.connector.redis.streams.inspect;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.QueueFacts;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.control.RateReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks a queue's servers, registry and control document. Does no I/O. */
final class QueueFindings {
  /** {@code prefix:{topic:partition}:kind}. */
  private static final Pattern OF_A_STREAM = Pattern.compile("[^{]*:\\{([^}]*)}:[a-z]+");

  private QueueFindings() {}

  static List<QueueFinding> of(QueueFacts facts, QueueExpectations expected) {
    List<QueueFinding> findings = new ArrayList<>();
    facts.servers().forEach(server -> findings.addAll(ServerFindings.of(server, expected)));
    if (facts.slotsWithoutServer() > 0) {
      findings.add(
          QueueFinding.error(
              "cluster-slots",
              "the cluster",
              facts.slotsWithoutServer() + " of 16384 slots have no server",
              "0: streams and registry in these slots cannot be reached",
              "start the missing nodes, or run redis-cli --cluster fix"));
    }
    checkRegistry(facts, findings);
    checkControl(facts, findings);
    checkLoss(facts, findings);
    return findings;
  }

  private static void checkRegistry(QueueFacts facts, List<QueueFinding> findings) {
    facts
        .registry()
        .forEach(
            (name, line) -> {
              if (epoch(name, line) < 0) {
                findings.add(unreadable(name, line));
              }
            });
    if (facts.keys() == null) {
      return;
    }
    Map<String, Integer> orphans = new TreeMap<>();
    for (String key : facts.keys()) {
      Matcher m = OF_A_STREAM.matcher(key);
      if (m.matches() && !facts.registry().containsKey(m.group(1))) {
        orphans.merge(m.group(1), 1, Integer::sum);
      }
    }
    orphans.forEach(
        (stream, keys) ->
            findings.add(
                QueueFinding.warning(
                    "orphan",
                    stream,
                    keys + (keys == 1 ? " key" : " keys") + " of a stream that is not registered",
                    "none: no reader finds the stream",
                    "nothing, if the collector still writes to the stream: its next checkpoint"
                        + " registers it again; else delete the keys")));
  }

  private static void checkControl(QueueFacts facts, List<QueueFinding> findings) {
    try {
      var unused = facts.control().map(RateDocument::parse);
    } catch (IllegalArgumentException e) {
      findings.add(
          QueueFinding.error(
              "control",
              "the control document",
              "it cannot be read: " + e.getMessage(),
              "JSON as renwu rate writes it: the task job keeps the previous rate",
              "set the rate: renwu rate set"));
    }
  }

  /**
   * A warning, because the last rules stay in force; but Redis may have lost more than the rules.
   */
  private static void checkLoss(QueueFacts facts, List<QueueFinding> findings) {
    facts
        .report()
        .map(RateReport::parse)
        .map(RateReport::loss)
        .ifPresent(
            loss ->
                findings.add(
                    QueueFinding.warning(
                        "control",
                        "the control document",
                        loss,
                        "the document that was set last: the task job writes it back from its"
                            + " checkpoint, if it is allowed to",
                        "find out what Redis lost, and why; then set the rules again (renwu rate"
                            + " set) to end this warning")));
  }

  /** The readable streams of the registry, with their epochs. */
  static Map<StreamId, Integer> streams(Map<String, String> registry) {
    Map<StreamId, Integer> streams = new TreeMap<>();
    registry.forEach(
        (name, line) -> {
          int epoch = epoch(name, line);
          if (epoch >= 0) {
            streams.put(StreamId.parse(name), epoch);
          }
        });
    return streams;
  }

  /** The registered name is not a stream's, or its line cannot be read. */
  private static QueueFinding unreadable(String name, String line) {
    return QueueFinding.error(
        "registry",
        name,
        "the registry holds '" + line + "'",
        "<topic>:<partition> with <epoch> <incarnation>: neither job can read the registry",
        "correct the line, or remove it if the stream is no longer used");
  }

  /** The epoch in a line of the registry; negative if the line cannot be read. */
  private static int epoch(String name, String line) {
    try {
      var unused = StreamId.parse(name);
      int space = line.indexOf(' ');
      int epoch = space < 0 ? -1 : Integer.parseInt(line.substring(0, space));
      return epoch <= StreamPosition.MAX_EPOCH ? epoch : -1;
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }
}
