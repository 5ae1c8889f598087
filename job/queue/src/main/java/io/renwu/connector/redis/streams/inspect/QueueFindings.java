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

/** What is wrong with a queue besides its streams. Does no I/O. */
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
              "0: streams and registry cannot be reached there",
              "start the nodes that are missing, or run redis-cli --cluster fix"));
    }
    registry(facts, findings);
    control(facts, findings);
    loss(facts, findings);
    return findings;
  }

  private static void registry(QueueFacts facts, List<QueueFinding> findings) {
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
                    keys
                        + (keys == 1 ? " key" : " keys")
                        + " of a stream that the registry does not know",
                    "none: no reader will find it",
                    "nothing, if the collector still writes to it: it registers it again at its"
                        + " next checkpoint; else delete them")));
  }

  private static void control(QueueFacts facts, List<QueueFinding> findings) {
    try {
      var unused = facts.control().map(RateDocument::parse);
    } catch (IllegalArgumentException e) {
      findings.add(
          QueueFinding.error(
              "control",
              "the control document",
              "it cannot be read: " + e.getMessage(),
              "JSON as renwu rate writes it: the task job keeps the rate before it",
              "set the rate: renwu rate set"));
    }
  }

  /** The last rules hold, so this is no error; but Redis has lost other things, too. */
  private static void loss(QueueFacts facts, List<QueueFinding> findings) {
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
                        "the document that was set last: the task job wrote it back from its"
                            + " checkpoint, unless it may not",
                        "find out what Redis lost, and why; set the rules again (renwu rate set),"
                            + " which ends this warning")));
  }

  /** The streams that can be looked at, with their epochs. */
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

  /** A registered name that is none, or a line that cannot be read. */
  private static QueueFinding unreadable(String name, String line) {
    return QueueFinding.error(
        "registry",
        name,
        "the registry holds '" + line + "'",
        "<topic>:<partition> with <epoch> <incarnation>: neither job can read the registry",
        "correct the line, or remove it if the stream is not used any more");
  }

  /** The epoch in a line of the registry; negative for one that cannot be read. */
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
