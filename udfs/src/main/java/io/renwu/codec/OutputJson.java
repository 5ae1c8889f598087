package io.renwu.codec;

import io.renwu.model.DeadLetter;
import io.renwu.model.Decision;
import io.renwu.model.Grant;
import io.renwu.model.Progress;
import java.io.IOException;

/**
 * Writes what comes out: one line of UTF-8 JSON for each record, its fields always in the same
 * order, so that equal records are equal bytes. Safe for use by several threads.
 */
public final class OutputJson {
  private OutputJson() {}

  public static byte[] grant(Grant grant) {
    return JsonOut.object(
        out -> {
          out.field("grantId", grant.grantId());
          out.field("userId", grant.userId());
          out.field("taskId", grant.taskId());
          out.field("version", grant.version());
          out.field("period", grant.period());
          out.field("completion", grant.completion());
          out.field("tier", grant.tier());
          out.field("attempt", grant.attempt());
          out.field("rewardId", grant.rewardId());
          out.field("type", grant.type());
          out.field("amount", grant.amount());
          out.field("attributes", grant.attributes());
          out.field("outcome", grant.outcome());
          out.field("shadow", grant.shadow());
          out.field("revoked", grant.revoked());
          out.field("eventId", grant.eventId());
          out.field("time", grant.time());
        });
  }

  public static byte[] progress(Progress progress) {
    return JsonOut.object(
        out -> {
          out.field("userId", progress.userId());
          out.field("taskId", progress.taskId());
          out.field("version", progress.version());
          out.field("period", progress.period());
          out.field("periodEnd", progress.periodEnd());
          out.objects(
              "objectives",
              progress.objectives(),
              (objective, of) -> {
                objective.field("id", of.id());
                objective.field("progress", of.progress());
                objective.field("target", of.target());
              });
          out.field("completions", progress.completions());
          out.field("status", progress.status());
          out.field("shadow", progress.shadow());
          out.field("time", progress.time());
        });
  }

  public static byte[] decision(Decision decision) {
    return JsonOut.object(
        out -> {
          out.field("userId", decision.userId());
          out.field("eventId", decision.eventId());
          out.field("behavior", decision.behavior());
          out.field("taskId", decision.taskId());
          out.field("version", decision.version());
          out.field("period", decision.period());
          out.field("decision", decision.decision());
          out.field("progressBefore", decision.before());
          out.field("progressAfter", decision.after());
          out.field("grantIds", decision.grantIds());
          out.field("shadow", decision.shadow());
          out.field("time", decision.time());
          out.field("receivedAt", decision.receivedAt());
        });
  }

  /**
   * A record of a topic that cannot be used.
   *
   * @param original the record's bytes, or null
   */
  public static byte[] deadLetter(
      String topic, int partition, long offset, DeadLetter deadLetter, byte[] original) {
    return JsonOut.object(
        out -> {
          out.field("topic", topic);
          out.field("partition", partition);
          out.field("offset", offset);
          reason(out, deadLetter, original);
        });
  }

  /**
   * A line of a file that cannot be used.
   *
   * @param line the line's number, from 1
   * @param original the line's bytes, or null where it is too long to be kept
   */
  public static byte[] deadLetterLine(long line, DeadLetter deadLetter, byte[] original) {
    return JsonOut.object(
        out -> {
          out.field("line", line);
          reason(out, deadLetter, original);
        });
  }

  public static byte[] ruleStatus(RuleStatus status) {
    return JsonOut.object(
        out -> {
          out.field("taskId", status.taskId());
          out.field("version", status.version());
          out.field("status", status.status());
          out.objects(
              "violations",
              status.violations(),
              (violation, of) -> {
                violation.field("pointer", of.pointer());
                violation.field("found", of.found());
                violation.field("expected", of.expected());
              });
          out.field("hash", status.hash());
        });
  }

  private static void reason(JsonOut out, DeadLetter deadLetter, byte[] original)
      throws IOException {
    out.field("reason", deadLetter.reason());
    out.field("field", deadLetter.field());
    out.field("detail", deadLetter.detail());
    out.field("payload", original);
  }
}
