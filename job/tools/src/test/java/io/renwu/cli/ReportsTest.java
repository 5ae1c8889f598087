package io.renwu.cli;

import static io.renwu.cli.GoldenReport.assertReport;

import io.renwu.cli.queue.DiagnosisReport;
import io.renwu.cli.queue.LossReport;
import io.renwu.cli.queue.PeekView;
import io.renwu.cli.queue.QueueFigures;
import io.renwu.cli.queue.QueueStatusReport;
import io.renwu.cli.queue.TrimReport;
import io.renwu.cli.rate.RateRulesReport;
import io.renwu.cli.reconcile.ReconciliationReport;
import io.renwu.cli.tasks.DropReport;
import io.renwu.cli.tasks.PublishReport;
import io.renwu.cli.tasks.RefusalReport;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.JobLease;
import io.renwu.connector.redis.streams.client.StreamSnapshot;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.control.RateReport;
import io.renwu.connector.redis.streams.inspect.Diagnosis;
import io.renwu.connector.redis.streams.inspect.EntryView;
import io.renwu.connector.redis.streams.inspect.QueueStatus;
import io.renwu.connector.redis.streams.inspect.StreamState;
import io.renwu.connector.redis.streams.inspect.StreamStatus;
import io.renwu.connector.redis.streams.inspect.TrimPlan;
import io.renwu.job.kafka.source.StreamLoss;
import io.renwu.reconcile.Caveat;
import io.renwu.reconcile.Difference;
import io.renwu.reconcile.Difference.Kind;
import io.renwu.reconcile.Differences;
import io.renwu.reconcile.kafka.ReconciliationCounts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Compares the JSON of commands that use servers: names, order, nulls and numbers. */
class ReportsTest {
  private static final StreamId STREAM = new StreamId("user.login", 3);
  private static final RateDocument RULES =
      RateDocument.parse(
          """
          {"version": 7, "rate": 1500.5, "paused": true, "burstMillis": 200,
           "lanes": [
             {"name": "paid", "topics": ["pay", "refund"], "weight": 3.0, "strict": true,
              "rate": 10.0},
             {"name": "rest", "topics": ["*"]}],
           "floor": 0.25,
           "schedule": {"zone": "Europe/Berlin", "spans": [
             {"name": "night", "days": ["SATURDAY"], "from": "22:00", "to": "06:00",
              "rate": 5.5}]},
           "adaptive": {"signal": "kafka", "maxLag": 1000.0, "floor": 1.0, "ceiling": 50.5},
           "by": "alice", "at": "2026-01-02T03:04:05Z", "reason": "a \\"test\\" é"}
          """);
  private static final RateReport REACHED =
      RateReport.parse(
          """
          {"at": "2026-01-02T03:04:06Z", "version": 7, "rate": 1500.5, "span": "night",
           "paused": true, "problem": "unreadable", "loss": "Redis lost it", "losses": 2,
           "adapted": {"signal": "kafka", "lag": 12.5, "readAt": "2026-01-02T03:04:00Z",
             "perSecond": 33.33, "course": "FAR_BEHIND", "problem": "silent"},
           "achieved": {"over1s": 10.04, "over10s": 9.96, "over60s": 0.0},
           "depth": 12345678901, "drainSeconds": 1.5, "unusedTokens": 4, "streams": 2,
           "lanes": [{"lane": "paid", "ready": 1, "achieved": {"over1s": 1.0, "over10s": 2.0,
             "over60s": 3.0}, "waitP50Millis": 10, "waitP99Millis": 2000}],
           "readers": [{"reader": 0, "emitted": 1, "ready": 2, "depth": 3, "oldestAgeMillis": 4,
             "throttledMillis": 5}]}
          """);

  @Test
  void rate() {
    assertReport("rate", RateRulesReport.of(RULES, Optional.of(REACHED), Optional.empty()));
    assertReport(
        "rate-problem",
        RateRulesReport.of(
            RateDocument.of(1, null, false, "", "", ""), Optional.empty(), Optional.of("bad")));
    assertReport("rate-rules", RateRulesReport.of(RateDocument.of(2, 5.0, false, "b", "t", "")));
  }

  @Test
  void queueStatus() {
    StreamStatus known =
        new StreamStatus(snapshot(STREAM, 4096L), StreamState.WAITING, 5, 100L, 900L, 1_000L);
    StreamStatus unknown =
        new StreamStatus(
            snapshot(new StreamId("user.login", 4), null),
            StreamState.DRAINED,
            0,
            null,
            null,
            null);
    JobLease lease = new JobLease(3, "owner", "f00", "host", "2026-01-02T03:04:05Z", 9, false);
    QueueStatus status =
        new QueueStatus(
            1_767_323_045_678L,
            List.of(known, unknown),
            Optional.of(RULES),
            Optional.of(REACHED),
            Map.of("writer", lease));
    assertReport(
        "queue-status",
        QueueStatusReport.of(new QueueFigures(status, Map.of(STREAM.toString(), 9.96))));
    QueueStatus empty = new QueueStatus(0, List.of(), Optional.empty(), Optional.empty(), Map.of());
    assertReport("queue-status-empty", QueueStatusReport.of(new QueueFigures(empty, Map.of())));
  }

  private static StreamSnapshot snapshot(StreamId stream, Long memoryBytes) {
    return new StreamSnapshot(
        stream,
        StreamPosition.of(2, 20),
        StreamPosition.of(2, 15),
        StreamPosition.of(2, 10),
        0,
        0,
        3,
        "2-20",
        null,
        null,
        null,
        memoryBytes,
        List.of());
  }

  @Test
  void queueTrim() {
    TrimPlan some =
        new TrimPlan(
            STREAM,
            StreamPosition.of(2, 15),
            StreamPosition.of(2, 12),
            2,
            7,
            512,
            1,
            1_767_323_045_678L);
    TrimPlan nothing = new TrimPlan(STREAM, StreamPosition.of(2, 15), 0, 0, 0, 0, 0, 0);
    assertReport("queue-trim", TrimReport.of(List.of(some, nothing), true));
  }

  @Test
  void queuePeek() {
    QueueRecord record =
        new QueueRecord(
            STREAM, 12, 1_767_323_045_678L, "{\"a\":\"é\"}".getBytes(StandardCharsets.UTF_8));
    EntryView good = new EntryView(STREAM, "2-12", 5, 0, 64, List.of(record), Optional.empty());
    EntryView broken = new EntryView(STREAM, "2-13", 6, 0, 63, List.of(), Optional.of("cut off"));
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    PeekView view = new PeekView(out, true);
    view.print(good, good.records());
    view.print(broken, List.of());
    out.flush();
    GoldenReport.assertText("queue-peek", text.toString());
  }

  @Test
  void diagnosis() {
    var error =
        new io.renwu.connector.redis.streams.inspect.QueueFinding(
            io.renwu.connector.redis.streams.inspect.QueueFinding.Severity.ERROR,
            "registry",
            "user.login:3",
            "found this",
            "that",
            "do so");
    assertReport(
        "doctor", DiagnosisReport.of(new Diagnosis(1, 2, 3, List.of(error), List.of("no rights"))));
  }

  @Test
  void acceptLoss() {
    assertReport("accept-loss", LossReport.of(new StreamLoss(STREAM, 5, 8, "i"), true));
    assertReport("accept-loss-nothing", LossReport.of(new StreamLoss(STREAM, 8, 8, "i"), true));
  }

  @Test
  void publishAndDrop() {
    assertReport(
        "publish",
        new PublishReport(
            List.of(
                new PublishReport.Row("a", 1, "REJECTED", List.of("/x: found 1"), "h"),
                new PublishReport.Row("b", null, "NO_ANSWER", List.of(), null))));
    assertReport(
        "drop",
        new DropReport(List.of(new DropReport.Row("a", "REJECTED", List.of("/x: found 1")))));
    assertReport("publish-refused", new RefusalReport(List.of()));
  }

  @Test
  void reconcileAndReplay() {
    Differences differences = new Differences(1);
    differences.unreadable(Kind.UNREADABLE_GRANT, "task.grants/0/7", "found no record");
    ReconciliationReport report =
        ReconciliationReport.of(
            new ReconciliationCounts(1, 2, 3, 4, 5, 6, 7, 8, 9),
            differences,
            List.of(new Caveat(Caveat.Kind.LAG, "behind")),
            EnumSet.of(Kind.UNREADABLE_GRANT, Kind.MISSING_GRANT));
    assertReport("reconcile", new ReconciliationReport.Compared(report, null));
    assertReport("replay", new ReconciliationReport.Replayed(report, 0, 2));
    byte[] record = "{\"b\":1,\"a\":[null,1.5]}".getBytes(StandardCharsets.UTF_8);
    assertReport(
        "difference",
        ReconciliationReport.DifferenceReport.of(
            new Difference(Kind.ALTERED_GRANT, "g", "t", "u", "p", "d", record, null)));
  }
}
