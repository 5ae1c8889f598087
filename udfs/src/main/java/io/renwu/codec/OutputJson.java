package io.renwu.codec;

import io.renwu.model.DeadLetter;
import io.renwu.model.Decision;
import io.renwu.model.Grant;
import io.renwu.model.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes output records as one line of UTF-8 JSON. Fields have a fixed order, so equal records have
 * equal bytes. Thread-safe.
 */
public final class OutputJson {
  /** The maximum bytes of a record in its dead letter. */
  public static final int MAX_PAYLOAD_BYTES = 256 * 1024;

  /** The maximum number of grant ids in one record of a decision. */
  public static final int MAX_GRANT_IDS = 1000;

  private OutputJson() {}

  public static byte[] grant(Grant grant) {
    return JsonObjectWriter.object(
        out -> {
          out.field("grantId", grant.grantId());
          out.field("userId", grant.userId());
          out.field("taskId", grant.taskId());
          out.field("version", grant.version());
          out.field("period", grant.period());
          out.field("completion", grant.completion());
          out.field("tier", grant.tier());
          out.field("attempt", grant.key().attempt());
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
    return JsonObjectWriter.object(
        out -> {
          out.field("userId", progress.userId());
          out.field("taskId", progress.taskId());
          out.field("version", progress.task().version());
          out.field("period", progress.task().period());
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
          out.field("shadow", progress.task().shadow());
          out.field("time", progress.time());
        });
  }

  /** A decision in one record, of any number of grants. */
  public static byte[] decision(Decision decision) {
    return decision(decision, decision.grantIds(), 1, 1);
  }

  /**
   * A decision in records of bounded size. A decision with more than {@value #MAX_GRANT_IDS} grants
   * has several, which differ only in {@code grantIds} and {@code part}.
   */
  public static List<byte[]> decisions(Decision decision) {
    List<String> ids = decision.grantIds();
    int parts = Math.max(1, (ids.size() + MAX_GRANT_IDS - 1) / MAX_GRANT_IDS);
    List<byte[]> records = new ArrayList<>(parts);
    for (int part = 1; part <= parts; part++) {
      int from = (part - 1) * MAX_GRANT_IDS;
      int to = Math.min(ids.size(), from + MAX_GRANT_IDS);
      records.add(decision(decision, ids.subList(from, to), part, parts));
    }
    return records;
  }

  private static byte[] decision(Decision decision, List<String> grantIds, int part, int parts) {
    return JsonObjectWriter.object(
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
          out.field("grantIds", grantIds);
          out.field("shadow", decision.task().shadow());
          out.field("time", decision.time());
          out.field("receivedAt", decision.receivedAt());
          if (parts > 1) {
            out.field("part", part);
            out.field("parts", parts);
          }
        });
  }

  /**
   * A dead letter of a topic's record. A payload over {@link #MAX_PAYLOAD_BYTES} is truncated, or
   * omitted if the reason is {@code TOO_LARGE}; topic, partition and offset locate the whole
   * record.
   *
   * @param original the record's bytes, or null
   */
  public static byte[] deadLetter(
      String topic, int partition, long offset, DeadLetter deadLetter, byte @Nullable [] original) {
    return JsonObjectWriter.object(
        out -> {
          out.field("topic", topic);
          out.field("partition", partition);
          out.field("offset", offset);
          reason(out, deadLetter, original);
        });
  }

  /**
   * A dead letter of a file's line.
   *
   * @param line the line's number, from 1
   * @param original the line's bytes; null if it is too long to keep
   */
  public static byte[] deadLetterLine(
      long line, DeadLetter deadLetter, byte @Nullable [] original) {
    return JsonObjectWriter.object(
        out -> {
          out.field("line", line);
          reason(out, deadLetter, original);
        });
  }

  /** The answer to a published version, bounded by {@link StatusShortener}. */
  public static byte[] ruleStatus(RuleStatus status) {
    return JsonObjectWriter.object(
        out -> {
          out.field("taskId", status.taskId());
          out.field("version", status.version());
          out.field("status", status.status());
          out.objects(
              "violations",
              StatusShortener.of(status.violations()),
              (violation, of) -> {
                violation.field("pointer", of.pointer());
                violation.field("found", of.found());
                violation.field("expected", of.expected());
              });
          out.field("hash", status.hash());
        });
  }

  private static void reason(
      JsonObjectWriter out, DeadLetter deadLetter, byte @Nullable [] original) throws IOException {
    out.field("reason", deadLetter.reason());
    out.field("field", deadLetter.field());
    out.field("detail", deadLetter.detail());
    if (original == null || original.length <= MAX_PAYLOAD_BYTES) {
      out.field("payload", original);
      return;
    }
    boolean tooLarge = deadLetter.reason() == DeadLetter.Reason.TOO_LARGE;
    out.field("payload", tooLarge ? null : Arrays.copyOf(original, MAX_PAYLOAD_BYTES));
    out.field("payloadBytes", original.length);
    out.field("truncated", true);
  }
}
