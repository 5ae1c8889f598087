package io.renwu.cli.queue;

import io.renwu.connector.redis.streams.inspect.TrimPlan;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The records that a trim removes; docs/queue.md lists the fields.
 *
 * @param done whether the trim was carried out
 */
public record TrimReport(
    boolean done, long entries, long records, long bytes, long untaken, List<Stream> streams) {
  /**
   * The trim of one stream.
   *
   * @param keepsFrom the first offset that stays; null if nothing is removed
   * @param receivedUntil the receipt of the youngest removed record, RFC 3339; null if unknown
   */
  record Stream(
      String stream,
      long entries,
      long records,
      long bytes,
      long untaken,
      @Nullable Long keepsFrom,
      @Nullable String receivedUntil) {
    private static Stream of(TrimPlan plan) {
      return new Stream(
          plan.stream().toString(),
          plan.entries(),
          plan.records(),
          plan.bytes(),
          plan.untaken(),
          plan.isNothing() ? null : Long.valueOf(plan.keepsFrom()),
          plan.receivedAtMillis() == 0
              ? null
              : Instant.ofEpochMilli(plan.receivedAtMillis()).toString());
    }
  }

  public static TrimReport of(List<TrimPlan> plans, boolean done) {
    return new TrimReport(
        done,
        sum(plans, TrimPlan::entries),
        sum(plans, TrimPlan::records),
        sum(plans, TrimPlan::bytes),
        sum(plans, TrimPlan::untaken),
        plans.stream().map(Stream::of).toList());
  }

  private static long sum(List<TrimPlan> plans, ToLongFunction<TrimPlan> amount) {
    return plans.stream().mapToLong(amount).sum();
  }
}
